"""The two pages for the Pulumi Registry say what the schema and the settings say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pictograph_provider.native.schema import FILE

PAGES = Path(__file__).parents[2] / "docs" / "registry"
EXAMPLE = re.compile(r"^```(yaml|typescript|go|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
schema = json.loads(FILE.read_text())


def test_the_overview_has_the_examples_of_the_schema_in_each_language() -> None:
    of_schema = schema["resources"]["pictograph:index:Project"]["description"]
    examples = EXAMPLE.findall((PAGES / "_index.md").read_text())
    assert {language for language, _ in examples} == {"yaml", "typescript", "go", "python"}
    assert examples == EXAMPLE.findall(of_schema)


def test_every_setting_is_on_the_page_of_the_configuration() -> None:
    text = (PAGES / "installation-configuration.md").read_text()
    missing = [key for key in schema["config"]["variables"] if f"`pictograph:{key}`" not in text]
    assert missing == []


@pytest.mark.parametrize("page", ["_index.md", "installation-configuration.md"])
def test_a_page_begins_as_the_registry_asks(page: str) -> None:
    head = (PAGES / page).read_text().split("---\n")[1]
    assert {line.split(":")[0] for line in head.splitlines()} == {"title", "meta_desc", "layout"}


def test_the_example_in_python_is_python() -> None:
    (program,) = (
        text for language, text in EXAMPLE.findall((PAGES / "_index.md").read_text())
        if language == "python"
    )  # fmt: skip
    compile(program, "_index.md", "exec")
