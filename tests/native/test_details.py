"""Which lines a change has in `preview --diff`."""

from __future__ import annotations

from typing import Any

import pytest
from pulumi.runtime.proto.provider_pb2 import PropertyDiff

from pictograph_provider.native.details import details, names
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.state.native import FOREIGN

SIGNS = {PropertyDiff.ADD: "+", PropertyDiff.DELETE: "-", PropertyDiff.UPDATE: "~"}
STOP = {"type": "bbox", "color": "red"}
Inputs = dict[str, Any]

TABLE: dict[str, tuple[Inputs, Inputs, set[str]]] = {
    "nothing changed": ({"name": "a"}, {"name": "a"}, set()),
    "a name changed": ({"name": "a"}, {"name": "b"}, {"~ name"}),
    "a name that is not known yet may change": ({"name": UNKNOWN}, {"name": UNKNOWN}, {"~ name"}),
    "a description came": ({}, {"description": "x"}, {"+ description"}),
    "a color is spelled otherwise": (
        {"classes": {"a": STOP}},
        {"classes": {"a": {"type": "box", "color": "#F00"}}},
        set(),
    ),
    "a color changed": (
        {"classes": {"a": STOP}},
        {"classes": {"a": {**STOP, "color": "blue"}}},
        {"~ classes.a.color"},
    ),
    "a color is left to the service": (
        {"classes": {"a": STOP}},
        {"classes": {"a": {"type": "bbox"}}},
        {"- classes.a.color"},
    ),
    "the first class goes": (
        {"classes": {"a": STOP, "b": STOP, "c": STOP}},
        {"classes": {"b": STOP, "c": STOP}},
        {"- classes.a"},
    ),
    "a class of a name with spaces and quotes": (
        {"classes": {}},
        {"classes": {'a "b".c': STOP}},
        {'+ classes["a \\"b\\".c"]'},
    ),
    "classes are managed from now on": ({}, {"classes": {"a": STOP}}, {"+ classes"}),
    "attributes that mean the same": (
        {"classes": {"a": {**STOP, "attributes": [{"name": "x"}]}}},
        {"classes": {"a": {**STOP, "attributes": [{"name": "x", "type": "text"}]}}},
        set(),
    ),
    "types in another order": (
        {"annotationTypes": ["bbox", "polygon"]},
        {"annotationTypes": ["polygon", "box"]},
        set(),
    ),
    "a foreign class": (
        {"classes": {"a": STOP}, FOREIGN: {"b (bbox)": "red"}},
        {"classes": {"a": STOP}},
        {"- classes.b"},
    ),
    "a foreign class that is kept": (
        {"classes": {"a": STOP}, "foreignClasses": "keep", FOREIGN: {"b (bbox)": "red"}},
        {"classes": {"a": STOP}, "foreignClasses": "keep"},
        set(),
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_the_lines_of(case: str) -> None:
    old_inputs, new_inputs, lines = TABLE[case]
    assert {
        f"{SIGNS[diff.kind]} {path}" for path, diff in details(old_inputs, new_inputs).items()
    } == lines


def test_the_properties_that_differ_are_named_once() -> None:
    found = details(
        {"classes": {"a": STOP, "b b": STOP}, "name": "a"}, {"classes": {}, "name": "b"}
    )
    assert [*names(found)] == ["name", "classes"]
