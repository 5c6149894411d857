"""Ways out as they are spelt in a program: pasted, they say what the text means."""

from __future__ import annotations

import json
import re
import textwrap
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # reads YAML 1.1, where `no` is no text
from hypothesis import given
from hypothesis import strategies as st

from pictograph_provider.catalog.entries import CatalogClass
from pictograph_provider.models import ProjectClass
from pictograph_provider.spelling import CAMEL_CASE, CATALOG, PYTHON, YAML, Spelling

TRICKY = ["merge", "stop sign", "no", "1e3", "", "a: b", "<{%bold%}>", "ü", "cafe\u0301", '"', "#"]
NAMES = st.sampled_from(TRICKY) | st.text("abc {}[]:,&*-'\n", max_size=30)
MOVES = st.dictionaries(NAMES, NAMES, max_size=9)
CONSENTS = st.dictionaries(NAMES, st.integers(0, 9), max_size=9) | st.dictionaries(
    NAMES, st.none(), max_size=9
)
NOTES = st.sampled_from(["", "and 9 more"])
ONE = [("merge", "bbox", "#00aaff")]


def python(lines: list[str]) -> dict[str, Any]:
    """What keyword arguments say, pasted where the text has them: indented, in a call."""
    pasted = textwrap.indent("\n".join(lines), "   ")
    return dict(eval(f"dict(\n{pasted}\n)"))  # noqa: S307


def camel_case(lines: list[str]) -> dict[str, Any]:
    """What fields of an object say; JSON wants keys in quotes and no comma at the end."""
    text = "\n".join(line for line in lines if not line.strip().startswith("//"))
    text = re.sub(r"^(\w+):", r'"\1":', text)
    return dict(json.loads("{" + re.sub(r",(\n[}\]])", r"\1", text).rstrip(",") + "}"))


def in_yaml(lines: list[str]) -> dict[str, Any]:
    """What properties say."""
    return dict(yaml.safe_load(textwrap.indent("\n".join(lines), "      ")))


READERS = [(PYTHON, python), (CAMEL_CASE, camel_case), (YAML, in_yaml), (CATALOG, in_yaml)]


@pytest.mark.parametrize(
    ("spelling", "moves", "names", "bounds", "keep", "classes"),
    [
        (
            PYTHON,
            'class_moves={"car": "vehicle"}',
            'allow_class_removal=["merge"]',
            'allow_class_removal={"merge": 5}',
            'foreign_classes="keep"',
            ['ProjectClass(name="merge", type="bbox", color="#00aaff")'],
        ),
        (
            CAMEL_CASE,
            'classMoves: {"car": "vehicle"}',
            'allowClassRemoval: ["merge"]',
            'allowClassRemoval: {"merge": 5}',
            'foreignClasses: "keep"',
            ['"merge": {type: "bbox", color: "#00aaff"}'],
        ),
        (
            YAML,
            "classMoves: {car: vehicle}",
            "allowClassRemoval: [merge]",
            "allowClassRemoval: {merge: 5}",
            "foreignClasses: keep",
            ["classes:", '  merge: {type: bbox, color: "#00aaff"}'],
        ),
        (
            CATALOG,
            "class_moves: {car: vehicle}",
            "allow_class_removal: [merge]",
            "allow_class_removal: {merge: 5}",
            "foreign_classes: keep",
            ["classes:", '  - {name: merge, type: bbox, color: "#00aaff"}'],
        ),
    ],
    ids=["Python", "camelCase", "YAML", "catalog"],
)
def test_it_is_spelt_as_the_program_is(
    spelling: Spelling, moves: str, names: str, bounds: str, keep: str, classes: list[str]
) -> None:
    assert spelling.moves({"car": "vehicle"}) == [moves]
    assert spelling.consent({"merge": None}) == [names]
    assert spelling.consent({"merge": 5}) == [bounds]
    assert spelling.keep_foreign() == [keep]
    assert spelling.classes(ONE) == classes


@pytest.mark.parametrize(("spelling", "read"), READERS)
@given(moves=MOVES, note=NOTES)
def test_moves_that_are_pasted_are_the_moves(
    spelling: Spelling, read: Any, moves: dict[str, str], note: str
) -> None:
    key = spelling.setting("class_moves")
    lines = spelling.moves(moves, note)
    assert (read(lines)[key] or {}) == moves
    assert (note in "\n".join(lines)) is True


@pytest.mark.parametrize(("spelling", "read"), READERS)
@given(consent=CONSENTS, note=NOTES)
def test_consent_that_is_pasted_is_the_consent(
    spelling: Spelling, read: Any, consent: dict[str, int | None], note: str
) -> None:
    found = read(spelling.consent(consent, note))[spelling.setting("allow_class_removal")] or {}
    assert (found if isinstance(found, dict) else dict.fromkeys(found)) == consent


@pytest.mark.parametrize(("spelling", "read"), READERS)
@given(moves=MOVES, consent=CONSENTS)
def test_both_that_are_pasted_together_are_both(
    spelling: Spelling, read: Any, moves: dict[str, str], consent: dict[str, int | None]
) -> None:
    said = spelling.moves_and_consent(moves, consent)
    if spelling is CAMEL_CASE:  # what reads it here knows no second key
        said = [re.sub(r"^(allowClassRemoval):", r'"\1":', line) for line in said]
    found = read(said)
    assert (found[spelling.setting("class_moves")] or {}) == moves
    names = found[spelling.setting("allow_class_removal")] or {}
    assert (names if isinstance(names, dict) else dict.fromkeys(names)) == consent


@given(NAMES, st.sampled_from(["red", "#F00", None]))
def test_a_class_that_is_pasted_is_the_class(name: str, color: str | None) -> None:
    entry = [(name, "bbox", color)]
    fields = {"type": "bbox"} | ({"color": color} if color else {})
    (line,) = PYTHON.classes(entry)
    assert eval(line, {"ProjectClass": ProjectClass}).fields() == {"name": name, **fields}  # noqa: S307
    assert in_yaml(YAML.classes(entry))["classes"] == {name: fields}
    assert in_yaml(CATALOG.classes(entry))["classes"] == [{"name": name, **fields}]


def test_a_catalog_takes_its_spelling() -> None:
    (entry,) = in_yaml(CATALOG.classes(ONE))["classes"]
    assert CatalogClass.model_validate(entry).color == "#00aaff"


def test_a_class_without_a_color_leaves_it_out() -> None:
    assert CAMEL_CASE.classes([("a", "bbox", None)]) == ['"a": {type: "bbox"}']


def test_a_long_setting_has_a_line_for_each_entry() -> None:
    moves = {f"class {number}": f"a class {number}" for number in range(4)}
    assert PYTHON.moves(moves)[:2] == ["class_moves={", '    "class 0": "a class 0",']
    assert YAML.consent(dict.fromkeys(moves), "and 9 more") == [
        "allowClassRemoval:",
        '  - "class 0"',
        '  - "class 1"',
        '  - "class 2"',
        '  - "class 3"',
        "  # and 9 more",
    ]
