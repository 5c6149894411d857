"""The stored format, frozen: states of users hold it, so a failure here is a break of theirs.

Where a test of this file has to change, a state written by an older version must still load:
change the code so that it reads both, and keep what is here as the state of its format.
"""

from __future__ import annotations

import base64
import pickletools
from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi.dynamic.dynamic import serialize_provider

from pictograph_provider import Project as Resource
from pictograph_provider.models import Project, ProjectClass
from pictograph_provider.plan import DeclaredClass
from pictograph_provider.provider import ProjectProvider
from pictograph_provider.state import tokens
from pictograph_provider.state.class_map import decode, encode, order_names, order_text
from pictograph_provider.state.class_text import KEYS, RecordedClass, class_text, classes_in
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.format import DamagedStateError, NewerStateError
from pictograph_provider.state.recorded import record, recorded
from pictograph_provider.state.refresh import inputs_after_refresh

PROVIDER = (
    "gASVNwAAAAAAAACMHHBpY3RvZ3JhcGhfcHJvdmlkZXIucHJvdmlkZXKUjA9Qcm9qZWN0UHJvdmlkZXKUk5QpgZQu"
)

INPUTS: dict[str, Any] = {
    "name": "road-signs",
    "annotation_types": ["bbox"],
    "classes": {"stop_sign (bbox)": "#ff0000", "yield (bbox)": "any color"},
    "class_order": "stop_sign, yield",
    "on_delete": "archive",
    "class_moves": {"give_way": "yield"},
    "origin": "acme/signs/dev/road-signs",
}

LIVE = Project(
    id="d72dcf36-0852-4bb0-8848-1187e58ae294",
    name="road-signs",
    organization_id="7ae78551-6dfd-4c95-af61-71e4d3ff9e19",
    annotation_types=["bbox"],
    classes=[
        ProjectClass.of_service({"name": "stop_sign", "type": "box", "color": "#ff0000"}),
        ProjectClass.of_service({"name": "yield", "type": "box", "color": "#e6194b"}),
        ProjectClass.of_service({"name": "old tree", "type": "polygon", "color": "green"}),
    ],
    created_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
)

FORMAT_1: dict[str, Any] = {
    "format": 1,
    "project_id": "d72dcf36-0852-4bb0-8848-1187e58ae294",
    "organization_id": "7ae78551-6dfd-4c95-af61-71e4d3ff9e19",
    "name": "road-signs",
    "annotation_types": ["bbox"],
    "classes": 'stop_sign box #ff0000, yield box #e6194b any, "old tree" polygon green foreign',
    "created_at": "2026-01-02T03:04:05+00:00",
    "managed": "annotation_types class_order classes",
    "origin": "acme/signs/dev/road-signs",
    "on_delete": "archive",
    "class_moves": {"give_way": "yield"},
}


def test_the_provider_is_stored_as_the_path_of_its_class_and_nothing_else() -> None:
    stored = serialize_provider(ProjectProvider())
    assert stored == PROVIDER
    texts = [arg for _, arg, _ in pickletools.genops(base64.b64decode(stored)) if arg]
    assert "pictograph_provider.provider" in texts
    assert "ProjectProvider" in texts


def test_the_type_of_the_resource() -> None:
    assert Resource._resource_type_name == "dynamic/pictograph:Project"


def test_a_class_list_as_inputs() -> None:
    found = encode(
        [
            {"name": "stop_sign", "type": "box", "color": "#ff0000"},
            {"name": "a,b", "type": "polygon"},
            {"name": "p", "type": "keypoint", "color": "red", "attributes": [{"name": "x"}]},
        ]
    )
    assert found.invalid is None
    assert found.order == 'stop_sign, "a,b", p'
    assert found.entries == {
        "stop_sign (bbox)": "#ff0000",
        "a,b (polygon)": "any color",
        "p (keypoint)": {"color": "red", "attributes": [{"name": "x"}]},
    }


def test_the_outputs_of_a_project() -> None:
    assert record(LIVE, declaration(INPUTS)).outputs == FORMAT_1


def test_a_state_of_format_1_is_read() -> None:
    before = recorded(FORMAT_1)
    assert before == record(LIVE, declaration(INPUTS))
    assert before.live == LIVE.classes
    assert before.labels == {"stop_sign (bbox)", "yield (bbox)"}
    assert before.order == ("stop_sign", "yield")
    assert (before.on_delete, before.moves) == ("archive", {"give_way": "yield"})


@pytest.mark.parametrize("number", [2, 2.0, 10])
def test_a_state_of_a_later_format_is_not_read(number: float) -> None:
    # What it does not know, this version would take for left out: a policy, a class list.
    with pytest.raises(NewerStateError, match=rf"project road-signs .* \(format {number:g}, and"):
        recorded({**FORMAT_1, "format": number})


def test_a_refresh_without_drift_gives_the_recorded_inputs_back() -> None:
    drift = {"added_elsewhere": {"old tree (polygon)": "green"}}
    assert inputs_after_refresh(LIVE, recorded(FORMAT_1)) == INPUTS | drift


def test_an_order_that_the_service_does_not_keep_is_recorded_beside_it() -> None:
    other = {**INPUTS, "class_order": "yield, stop_sign"}
    found = record(LIVE, declaration(other))
    assert found.outputs["class_order"] == "yield, stop_sign"
    assert recorded({**found.outputs}) == found


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.lists(st.lists(WORDS, min_size=1), min_size=1))
def test_words_are_read_back_whatever_they_hold(entries: list[list[str]]) -> None:
    assert tokens.split(tokens.join(entries)) == entries


@given(st.lists(NAMES, unique=True))
def test_an_order_holds_any_names(names: list[str]) -> None:
    assert order_names(order_text(names)) == names
    rows = [{"name": name, "type": "bbox"} for name in names]
    found = encode(rows)
    assert [cls.name for cls in decode(found.entries, found.order)] == names


COLORS = st.sampled_from([None, "red", "#ff0000", "rgb(1, 2, 3)"])
FIELDS = st.dictionaries(st.sampled_from(["attributes", "skeleton"]), st.lists(WORDS))


@st.composite
def classes(draw: st.DrawFn) -> RecordedClass:
    name, type_ = draw(NAMES), draw(st.sampled_from(["box", "polygon"]))
    others = st.dictionaries(NAMES.filter(lambda key: key not in KEYS), st.integers())
    row = {"name": name, "type": type_, **draw(others)}
    if (color := draw(COLORS)) is not None:
        row["color"] = color
    live = ProjectClass.of_service({**row, "name": name, "type": type_})
    if draw(st.booleans()):
        return RecordedClass(live.fields(), None)
    canonical = "bbox" if type_ == "box" else type_
    return RecordedClass(live.fields(), DeclaredClass(name, canonical, draw(COLORS), draw(FIELDS)))


@given(st.lists(classes()))
def test_classes_are_read_back_whole(found: list[RecordedClass]) -> None:
    assert list(classes_in(class_text(found))) == found


def test_what_the_service_did_not_give_is_not_made_up() -> None:
    bare = RecordedClass({"name": "old"}, None)
    assert [*classes_in(class_text([bare]))] == [bare]


def test_a_text_of_classes_is_not_taken_apart_by_the_engine() -> None:
    # Were it JSON, the engine would compare it by index.
    assert class_text([]) == ""
    assert tokens.join([["[1]"]]) == '"[1]"'


@pytest.mark.parametrize(
    ("key", "value"), [("classes", "stop"), ("classes", 'stop box "#f'), ("annotation_types", 5)]
)
def test_a_damaged_state_is_not_read(key: str, value: object) -> None:
    outputs = {"format": 1, "name": "road-signs", key: value}
    with pytest.raises(DamagedStateError, match="records of project road-signs cannot be read"):
        recorded(outputs)
