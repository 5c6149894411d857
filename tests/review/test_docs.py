"""The snippets in the documentation: they parse, and ask for what the command has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from pictograph_provider.cli import app

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("adopt.md", "review.md", "ci.md")


def snippets(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_both_pipelines_are_valid_yaml_with_a_review_in_it() -> None:
    github, gitlab = (YAML(typ="safe").load(text) for text in snippets("ci.md", "yaml"))
    steps = github["jobs"]["review"]["steps"]
    assert any("pictograph-provider review" in step.get("run", "") for step in steps)
    assert "pictograph-provider review" in gitlab["review"]["script"][0]


@pytest.mark.parametrize("page", PAGES)
def test_every_option_that_a_page_writes_exists(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    commands = re.findall(r"pictograph-provider (adopt|review)((?: [^\n`|>]*)?)", text)
    assert commands
    for command, rest in commands:
        shown = CliRunner().invoke(app, [command, "--help"]).output
        for option in re.findall(r"(--[a-z-]+)", rest.partition(" -- ")[0]):
            assert option in shown, f"{page}: {command} has no {option}"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)", text):
        assert (DOCS / target).exists(), f"{page}: {target}"
