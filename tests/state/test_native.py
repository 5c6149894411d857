"""The schema's names and shapes as `state` reads them, and back."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictograph_provider.models import Project, ProjectClass
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.state import native

STOP = {"type": "bbox", "color": "#ff0000"}
ORIGIN = "provider-id/signs/dev/road-signs"
Values = dict[str, Any]


def problem(classes: Any, order: Any = None) -> str | None:
    found = native.to_inputs({"name": "signs", "classes": classes, "classOrder": order}, ORIGIN)
    problem = found.get("invalid_classes")
    return None if problem is None else str(problem)


@pytest.mark.parametrize(
    ("types", "parents"),
    [
        ("pictograph:index:Project", ""),
        ("demo:index:Room$pictograph:index:Project", "demo:index:Room$"),
    ],
)
def test_an_origin_tells_parents_apart(types: str, parents: str) -> None:
    urn = f"urn:pulumi:dev::signs::{types}::road-signs"
    assert native.origin(urn, "provider-id") == f"provider-id/signs/dev/{parents}road-signs"


def test_inputs_are_named_as_state_names_them() -> None:
    given_ = {
        "name": "signs",
        "annotationTypes": ["bbox"],
        "onDelete": "archive",
        "description": None,
        native.FOREIGN: ["car"],
        native.ARCHIVED: True,
    }
    assert native.to_inputs(given_, ORIGIN) == {
        "origin": ORIGIN,
        "name": "signs",
        "annotation_types": ["bbox"],
        "on_delete": "archive",
        "added_elsewhere": ["car"],
        "archived": True,
    }


def test_what_a_dynamic_provider_recorded_is_read_as_it_is() -> None:
    inputs = {native.DYNAMIC: "x", "name": "signs", "origin": "there"}
    assert native.to_inputs(inputs, ORIGIN) == {"name": "signs", "origin": "there"}
    outputs = {native.DYNAMIC: "x", "name": "signs", "id": "1", "classes_now": "", "origin": "o"}
    found = native.to_recorded(outputs, {}, ORIGIN)
    assert found is not None
    assert found.name == "signs"


def test_outputs_without_a_project_record_nothing() -> None:
    assert native.to_recorded({"name": "signs"}, {}, ORIGIN) is None


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
SPECS = st.fixed_dictionaries(
    {"type": st.sampled_from(["bbox", "polygon"])},
    optional={"color": st.sampled_from(["#ff0000", "#0000ff"])},
)


@given(st.dictionaries(NAMES, SPECS, max_size=5), st.data())
def test_inputs_come_back_as_they_were(classes: Values, data: st.DataObject) -> None:
    values: Values = {"name": "signs", "adopt": True, "classes": classes}
    if data.draw(st.booleans()):
        values["classOrder"] = data.draw(st.permutations(sorted(classes)))
    inputs = native.to_inputs(values, ORIGIN)
    assert native.from_inputs(inputs) == values


def test_a_class_list_that_is_left_to_the_service_stays_so() -> None:
    values = {"name": "signs", "onDelete": "archive"}
    assert native.from_inputs(native.to_inputs(values, ORIGIN)) == values


@given(st.dictionaries(NAMES, SPECS, max_size=5))
def test_outputs_come_back_as_they_were(classes: Values) -> None:
    outputs = {
        "projectId": "1",
        "organizationId": "2",
        "createdAt": "2026-01-01T00:00:00Z",
        "name": "signs",
        "description": "Signs",
        "annotationTypes": ["bbox"],
        "classes": classes,
        "classOrder": sorted(classes, reverse=True),
    }
    inputs = {"name": "signs", native.FOREIGN: ["car"], native.ARCHIVED: True}
    found = native.to_recorded(outputs, inputs, ORIGIN)
    assert found is not None
    assert found.archived
    assert native.from_recorded(found) == outputs


def test_outputs_leave_out_what_is_not_known() -> None:
    found = native.to_recorded({"projectId": "1", "name": "signs"}, {}, ORIGIN)
    assert found is not None
    assert native.from_recorded(found) == {
        "projectId": "1",
        "name": "signs",
        "createdAt": "",
        "annotationTypes": [],
        "classes": {},
        "classOrder": [],
    }


def test_a_live_project_is_imported_whole_and_without_what_says_nothing() -> None:
    def live(description: str | None, *names: str) -> Project:
        classes = [ProjectClass(name=name, type="bbox", color="#ff0000") for name in names]
        return Project(
            id="1",
            name="signs",
            description=description,
            annotation_types=["bbox"],
            classes=classes,
            created_at=datetime(2026, 1, 1, tzinfo=timezone.utc),
        )

    least = {"name": "signs", "annotationTypes": ["bbox"], native.IMPORTED: True}
    archived = live(None).model_copy(update={"is_archived": True})
    assert native.imported(archived) == {**least, "classes": {}, native.ARCHIVED: True}
    both = {"a": STOP, "b": STOP}
    assert native.imported(live("", "a", "b")) == {**least, "classes": both}
    assert native.imported(live("Signs", "b", "a")) == {
        **least,
        "description": "Signs",
        "classes": both,
        "classOrder": ["b", "a"],
    }


@pytest.mark.parametrize(
    ("classes", "order"),
    [
        (UNKNOWN, None),
        ({"a": STOP}, UNKNOWN),
        ({"a": UNKNOWN}, None),
        ({"a": {**STOP, "type": UNKNOWN}}, None),
    ],
)
def test_a_list_that_is_not_known_in_a_part_is_not_known(classes: Any, order: Any) -> None:
    found = native.to_inputs({"classes": classes, "classOrder": order}, ORIGIN)
    assert found["classes"] is UNKNOWN


@pytest.mark.parametrize(
    ("classes", "order", "said"),
    [
        (None, ["a"], "classOrder orders classes, so it needs classes as well."),
        (["a"], None, "classes is a map from each class's name to its type and color."),
        ({"a": "bbox"}, None, 'class "a" is a map with its type and color.'),
        ({"a": {**STOP, "name": "a"}}, None, 'class "a" has its name as its key: '),
        ({"a": {**STOP, "colour": "red"}}, None, 'class "a": '),
        ({"a": {"type": {}}}, None, 'class "a" has a type that is not known: write one of '),
        ({"a": {**STOP, "color": []}}, None, 'class "a" has a color that is not a text: '),
        ({5: STOP}, None, "a class needs a name and a type, both texts: "),
        ({"a": STOP}, "a", "classOrder is a list of class names."),
        ({"a": STOP}, ["b"], 'classOrder names "b", which is not in classes.'),
        ({"a": STOP}, ["a", "a"], 'classOrder names "a" twice.'),
    ],
)
def test_what_is_no_class_list_is_said(classes: Any, order: Any, said: str) -> None:
    found = problem(classes, order)
    assert found is not None
    assert found.startswith(said)


def test_classes_that_no_order_names_follow_by_the_alphabet() -> None:
    assert native.ordered(["c", "a", "b"], ["b"]) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({"name": "stop", "type": "box", "color": "#ff0000"}, STOP),
        ({"name": "stop", "type": None, "color": "#ff0000"}, {"color": "#ff0000"}),
        ({"name": "stop", "type": "polygon", "attributes": []}, {"type": "polygon"}),
    ],
)
def test_a_class_has_what_is_given_and_its_type_by_one_name(row: Values, fields: Values) -> None:
    assert native.class_fields(row) == fields
