"""The schema: whole, described, and the shapes that the code reads and writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pictograph_provider.choices import CLASS_REMOVAL, FOREIGN_CLASSES, ON_DELETE
from pictograph_provider.classes import ANNOTATION_TYPES, CLASS_TYPES
from pictograph_provider.native import functions
from pictograph_provider.native.schema import FILE
from pictograph_provider.state import native as shapes

schema: dict[str, Any] = json.loads(FILE.read_text())
project = schema["resources"]["pictograph:index:Project"]


def described(value: Any, path: str = "") -> Iterator[str]:
    """Properties, types and values without a description, by their paths."""
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        place = f"{path}.{key}"
        if key in ("properties", "inputProperties", "variables", "types", "functions"):
            yield from (f"{place}.{name}" for name, of in item.items() if not of.get("description"))
        if key == "enum":
            yield from (f"{place}.{of['name']}" for of in item if not of.get("description"))
        yield from described(item, place)


def test_everything_has_a_description() -> None:
    assert [*described(schema)] == []


def test_it_has_the_inputs_and_outputs_that_are_read_and_written() -> None:
    inputs = {*shapes.FIELDS, *shapes.SETTINGS, "classes", "classOrder"}
    assert {*project["inputProperties"]} == inputs
    live = {"projectId", "organizationId", "createdAt", *shapes.FIELDS}
    assert {*project["properties"]} == {*live, "classes", "classOrder"}
    assert {*schema["functions"]} == {functions.GET_PROJECT, functions.GET_PROJECTS}
    (of_class,) = (schema["types"]["pictograph:index:ProjectClass"],)
    assert tuple(of_class["properties"]) == shapes.CLASS_FIELDS


def test_its_choices_are_those_of_the_code() -> None:
    def values(name: str) -> tuple[str, ...]:
        return tuple(item["value"] for item in schema["types"][f"pictograph:index:{name}"]["enum"])

    assert values("ClassType") == CLASS_TYPES
    assert values("AnnotationType") == ANNOTATION_TYPES
    assert values("ForeignClasses") == FOREIGN_CLASSES
    assert values("OnDelete") == ON_DELETE
    assert values("ClassRemoval") == CLASS_REMOVAL


def test_its_settings_are_those_of_the_provider() -> None:
    assert schema["config"]["variables"] == schema["provider"]["inputProperties"]
    assert {*schema["config"]["variables"]} == {
        "apiKey",
        "baseUrl",
        "timeout",
        "maxRetries",
        "classRemoval",
        "saveBeforeRemoval",
        "requireSave",
    }
    key = schema["config"]["variables"]["apiKey"]
    assert key["secret"] is True
    assert "defaultInfo" not in key  # a default from the environment would put the key into state


def test_nothing_is_ever_replaced() -> None:
    assert "willReplaceOnChanges" not in FILE.read_text()
    assert "replaceOnChanges" not in FILE.read_text()


def test_the_file_is_in_the_package() -> None:
    assert Path(FILE).parent.name == "native"
