"""The tables of docs/project.md that explain Pulumi's diff: they are what the program records."""

from __future__ import annotations

import inspect
import re

import pytest

from pictograph_provider import Project
from pictograph_provider.provider import PROVIDER
from pictograph_provider.state.class_map import ANY_COLOR, encode, order_text
from pictograph_provider.state.class_text import ANY, FOREIGN, RecordedClass, class_text
from pictograph_provider.state.declaration import Inputs
from pictograph_provider.state.recorded import Outputs
from pictograph_provider.state.settings import DEFAULTS
from tests.state.test_format import FORMAT_1, LIVE
from tests.test_documentation import ROOT

PAGE = (ROOT / "docs" / "project.md").read_text()
DECLARED = {*inspect.signature(Project.__init__).parameters}


def rows(head: str) -> dict[str, str]:
    """The rows of a table: what begins each cell in front, and the rest of its row."""
    table = PAGE.partition(f"| {head} |")[2].partition("\n\n")[0]
    found = {}
    for row in re.findall(r"^\| (`.*) \|$", table, re.MULTILINE):
        cell, _, rest = row.partition(" | ")
        for name in re.findall(r"`([^`]+)`", cell):
            found[name] = rest
    assert found
    return found


def test_each_input_that_no_program_writes_is_explained() -> None:
    named = {name.partition(":")[0] for name in rows("in the diff") if name[0] not in '"{'}
    assert named == ({*Inputs.__annotations__} - DECLARED) | {"classes", PROVIDER}


def test_the_classes_are_shown_as_they_are_recorded() -> None:
    said = rows("in the diff")
    merge = {"name": "merge", "type": "box", "color": "#00aaff"}
    assert f"classes: {encode([merge]).entries}".replace("'", '"') in said
    assert encode([{"name": "merge", "type": "bbox"}]).entries == {"merge (bbox)": ANY_COLOR}
    assert f'"{ANY_COLOR}"' in said
    more = encode([{**merge, "attributes": [{"name": "worn"}]}]).entries
    declared = more["merge (bbox)"]
    assert isinstance(declared, dict)
    assert [*declared] == re.findall(r'"(\w+)":', '{"color": ..., "attributes": ...}')
    assert f'class_order: "{order_text(["stop_sign", "merge"])}"' in said


def test_each_output_besides_is_explained() -> None:
    shown = {name.partition(":")[0] for name in rows("in the diff")} - {"classes", "class_order"}
    assert {*rows("output")} == {*Outputs.__annotations__} - (DECLARED - {"classes"}) - shown
    assert not {*rows("output")} & {*DEFAULTS}


def test_the_text_of_the_classes_has_the_words_that_are_explained() -> None:
    said = rows("output")["classes"]
    assert "(`box`)" in said
    text = class_text(RecordedClass(cls.fields(), None) for cls in LIVE.classes)
    assert text.startswith(f"stop_sign box #ff0000 {FOREIGN}")
    for word in (ANY, FOREIGN, "declared="):
        assert f"`{word}" in said


@pytest.mark.parametrize("name", ["project_id", "format", "managed", "created_at"])
def test_what_is_said_without_a_condition_is_always_there(name: str) -> None:
    assert name in FORMAT_1
    assert not re.search(r"only where|, where", rows("output")[name])
