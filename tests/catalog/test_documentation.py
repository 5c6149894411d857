"""docs/catalog.md: its catalog is sound, and its transcript is what the command prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pictograph_provider.catalog.schema import Environment
from pictograph_provider.cli import app

PAGE = (Path(__file__).parents[2] / "docs" / "catalog.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_transcript_is_what_the_command_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (catalog,) = blocks("yaml")
    Path("catalog.yaml").write_text(catalog)
    Path("mistaken.yaml").write_text(catalog.replace("classes:", "clases:", 1))
    (transcript,) = blocks("console")
    printed = ""
    for command in re.findall(r"^\$ pictograph-provider (.*)$", transcript, re.MULTILINE):
        answer = CliRunner().invoke(app, shlex.split(command))
        printed += f"$ pictograph-provider {command}\n{answer.output}"
    assert printed == transcript


def test_every_key_of_an_environment_is_on_the_page() -> None:
    table = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert sorted(table) == sorted(Environment.model_fields)
