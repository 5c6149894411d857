"""`pictograph-provider catalog`, as a command."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from pictograph_provider.catalog import json_schema
from pictograph_provider.cli import app
from tests.catalog.test_reading import SOUND


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["catalog", *arguments], catch_exceptions=False)


def test_check_says_what_a_catalog_comes_to_in_each_environment(tmp_path: Path) -> None:
    file = tmp_path / "catalog.yaml"
    file.write_text(SOUND)
    answer = run("check", str(file))
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "dev: class_removal as the stack says",
        "  signs-dev  2 classes            on_delete delete-if-empty, not protected",
        "  bare-dev   classes not managed  on_delete delete-if-empty, not protected",
        "prod: class_removal refuse",
        "  signs-prod  2 classes  on_delete archive, protected",
    ]


def test_check_fails_with_a_line_for_each_mistake(tmp_path: Path) -> None:
    file = tmp_path / "catalog.yaml"
    file.write_text(SOUND.replace("  bare:", "  bare: {adopt: perhaps}"))
    answer = run("check", str(file))
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith(f"{file}:9: projects.bare.adopt:")


def test_schema_prints_what_is_published() -> None:
    answer = run("schema")
    assert answer.exit_code == 0
    assert answer.stdout == json_schema.PUBLISHED.read_text()
