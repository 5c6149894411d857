"""What is declared of a live project, and what is left to the service."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from hypothesis import given

from pictograph_provider.adoption import survey
from pictograph_provider.adoption.declare import Adopted
from pictograph_provider.models import Project
from pictograph_provider.state.changes import changes
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import record
from pictograph_provider.state.validate import problems
from tests.adoption.lives import lives

RED = {"name": "stop", "type": "box", "color": "#ff0000"}


def live(name: str = "signs", **fields: Any) -> Project:
    created = datetime(2026, 5, 9, tzinfo=timezone.utc)
    lists = {"annotation_types": ["bbox"], "classes": []}
    row = {"id": "1", "name": name, **lists, "created_at": created, **fields}
    return Project.model_validate(row)


def adopt(project: Project) -> Adopted:
    (adopted,) = survey([project], []).adopted
    return adopted


@given(lives())
def test_whatever_the_service_holds_the_next_preview_has_nothing_to_do(project: Project) -> None:
    inputs = adopt(project).inputs
    assert problems(inputs) == []
    assert not changes(record(project, declaration(inputs)), declaration(inputs))


def test_attributes_and_skeletons_are_declared_and_other_fields_are_not() -> None:
    skeleton = {"nodes": [{"name": "head", "x": 0.5, "y": 0.1}], "edges": []}
    fields = {"attributes": [{"name": "state"}], "skeleton": skeleton, "usage_hint": "x"}
    (cls,) = adopt(live(classes=[{**RED, "type": "keypoint", **fields}])).classes or ()
    assert cls == {
        "name": "stop",
        "type": "keypoint",
        "color": "#ff0000",
        "attributes": [{"name": "state"}],
        "skeleton": skeleton,
    }


def test_a_color_is_declared_as_the_service_spells_it() -> None:
    (cls,) = adopt(live(classes=[{**RED, "color": "Rgb(255, 0, 0)"}])).classes or ()
    assert cls["color"] == "Rgb(255, 0, 0)"


def test_a_color_that_is_none_is_left_to_the_service() -> None:
    (cls,) = adopt(live(classes=[{**RED, "color": "reddish"}])).classes or ()
    assert "color" not in cls


def test_the_name_is_declared_where_the_resource_cannot_have_it() -> None:
    assert "name" not in adopt(live("signs")).arguments
    assert adopt(live("50% off")).arguments["name"] == "50% off"


def test_an_empty_description_is_not_managed() -> None:
    assert "description" not in adopt(live(description="")).arguments


def test_a_list_that_no_program_can_declare_leaves_the_classes_unmanaged() -> None:
    twice = adopt(live(classes=[RED, {"name": "stop", "type": "polygon"}]))
    untyped = adopt(live(classes=[{"name": "stop"}]))
    assert twice.classes is None
    assert twice.note == (
        'its classes are not declared: two classes are called "stop": rename one of them.'
    )
    assert untyped.classes is None
    assert 'class "stop" has no type' in untyped.note
    assert "classes" not in untyped.inputs


def test_a_project_that_no_program_can_declare_is_left_out_with_the_reason() -> None:
    found = survey([live("a/b"), live("tagged", annotation_types=["tag"]), live("fine")], [])
    assert [item.project.name for item in found.adopted] == ["fine"]
    assert "slash" in found.left_out["a/b"]
    assert 'annotation_types has "tag"' in found.left_out["tagged"]


def test_archived_projects_are_named_and_left_out() -> None:
    found = survey([live("fine")], [live("old", is_archived=True)])
    assert [item.project.name for item in found.adopted] == ["fine"]
    assert found.left_out == {"old": "it is archived: unarchive it to take it over"}


def test_the_pattern_chooses_by_project_name_and_tells_case_apart() -> None:
    names = ["road-a", "road-b", "Road-c", "rail"]
    found = survey(map(live, names), [live("road-old"), live("rail-old")], "road-*")
    assert [item.project.name for item in found.adopted] == ["road-a", "road-b"]
    assert list(found.left_out) == ["road-old"]
