"""The published JSON Schema: is it the code's, and does it agree with the code?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from ruamel.yaml import YAML

from pictograph_provider.catalog import json_schema
from pictograph_provider.catalog.reading import read
from tests.catalog.test_reading import SOUND

EXAMPLE = Path(__file__).parents[2] / "examples" / "multi_environment" / "catalog.yaml"


def loaded(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@pytest.fixture(scope="module")
def published() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(json_schema.PUBLISHED.read_text()))


def test_the_published_schema_is_the_generated_one() -> None:
    assert json_schema.PUBLISHED.read_text() == json_schema.text(), (
        "write it again: pictograph-provider catalog schema > "
        "pictograph_provider/catalog/catalog.schema.json"
    )


@pytest.mark.parametrize("text", [SOUND, EXAMPLE.read_text()], ids=["sound", "example"])
def test_what_the_code_accepts_the_schema_accepts(
    published: jsonschema_rs.Draft202012Validator, text: str
) -> None:
    published.validate(loaded(text))


@pytest.mark.parametrize(
    "change",
    [
        ("class_set: vehicles", "clas_set: vehicles"),
        ("    class_set: vehicles", "    class_set:"),
        ("type: polygon", "type: poligon"),
        ("type: polygon, ", ""),
        ("name: stop", "name: 30"),
        ("  dev:", "  dev: {class_removal: never}"),
        ("  bare:", "  bare: {allow_class_removal: {car: -1}}"),
    ],
    ids=lambda change: change[1].strip(),
)
def test_what_the_code_refuses_for_its_shape_the_schema_refuses(
    published: jsonschema_rs.Draft202012Validator, change: tuple[str, str]
) -> None:
    assert not published.is_valid(loaded(SOUND.replace(*change, 1)))


def test_the_example_names_the_schema_for_editors() -> None:
    first = EXAMPLE.read_text().splitlines()[0]
    mark = "# yaml-language-server: $schema="
    assert first.startswith(mark)
    assert (EXAMPLE.parent / first.removeprefix(mark)).resolve() == json_schema.PUBLISHED


def test_the_example_is_sound() -> None:
    read(EXAMPLE)
