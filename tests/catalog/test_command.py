"""`pictograph-provider catalog`, as a command."""

from __future__ import annotations

import json
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
        "  signs-prod  2 classes  on_delete archive, protected, require_save",
    ]


def test_check_as_json(tmp_path: Path) -> None:
    file = tmp_path / "catalog.yaml"
    file.write_text(SOUND)
    dev, prod = json.loads(run("check", str(file), "--json").stdout)["environments"]
    assert (dev["name"], dev["class_removal"], prod["class_removal"]) == ("dev", None, "refuse")
    assert [(p["name"], p["protect"]) for p in prod["projects"]] == [("signs-prod", True)]
    assert [p["classes"] and len(p["classes"]) for p in dev["projects"]] == [2, None]


def test_check_as_json_lists_the_mistakes(tmp_path: Path) -> None:
    file = tmp_path / "catalog.yaml"
    file.write_text(SOUND.replace("  bare:", "  bare: {adopt: perhaps}"))
    answer = run("check", str(file), "--json")
    assert (answer.exit_code, answer.stderr) == (1, "")
    (problem,) = json.loads(answer.stdout)["problems"]
    assert problem.startswith(f"{file}:9: projects.bare.adopt:")


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
