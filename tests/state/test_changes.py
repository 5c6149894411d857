"""Does anything change? Decided from state alone, and the same from either side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictograph_provider.classes import label
from pictograph_provider.models import ProjectClass
from pictograph_provider.provider import ProjectProvider
from pictograph_provider.state.changes import Changes, changes
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import record, recorded, recorded_inputs
from pictograph_provider.state.settings import written
from tests.state.test_format import INPUTS, LIVE

KEPT = {**INPUTS, "foreign_classes": "keep"}
BEFORE = record(LIVE, declaration(KEPT))
RED = {"stop_sign (bbox)": "red", "yield (bbox)": "any color"}

ROWS: dict[str, tuple[dict[str, Any], str]] = {
    "the same inputs": ({}, ""),
    "a color in another spelling": ({"classes": RED}, ""),
    "annotation types by another word": ({"annotation_types": ["box"]}, ""),
    "another name": ({"name": "signs"}, "name"),
    "a description": ({"description": "new"}, "description other"),
    "another annotation type": ({"annotation_types": ["bbox", "polygon"]}, "annotation_types"),
    "another order": ({"class_order": "yield, stop_sign"}, "classes"),
    "a class less": ({"classes": {"yield (bbox)": "any color"}, "class_order": "yield"}, "classes"),
    "what removing the resource does": ({"on_delete": "delete"}, "on_delete"),
    "consent": ({"allow_class_removal": ["yield"]}, "allow_class_removal"),
    "consent to nothing": ({"allow_class_removal": []}, ""),
    "another name of the resource": ({"origin": "acme/signs/dev/other"}, "other"),
}


def named(found: Changes) -> str:
    return " ".join([*found.fields, *found.settings, *(["other"] if found.other else [])])


@pytest.mark.parametrize("what", ROWS)
def test_what_changes(what: str) -> None:
    new_inputs, differs = ROWS[what]
    found = changes(BEFORE, declaration({**KEPT, **new_inputs}))
    assert named(found) == differs
    assert bool(found) is bool(differs)


def test_what_is_no_longer_managed_is_a_change_of_state_only() -> None:
    for key in ("classes", "annotation_types"):
        new_inputs = {name: value for name, value in KEPT.items() if name != key}
        found = changes(BEFORE, declaration(new_inputs))
        assert found
        assert not found.fields
        assert not found.ask


def test_a_list_that_was_not_managed_before_is_a_change_whatever_it_says() -> None:
    bare = {name: value for name, value in KEPT.items() if name not in ("classes", "class_order")}
    assert "classes" in changes(record(LIVE, declaration(bare)), declaration(KEPT)).fields


def test_an_archived_project_is_a_change() -> None:
    archived = record(LIVE.model_copy(update={"is_archived": True}), declaration(KEPT))
    found = changes(archived, declaration(KEPT))
    assert found.archived
    assert found.ask


def test_a_provider_stored_under_another_path_is_a_change_so_that_an_up_mends_it() -> None:
    old_outputs, new_inputs = {**BEFORE.outputs, "__provider": "old"}, {**KEPT, "__provider": "new"}
    assert ProjectProvider().diff("id", old_outputs, new_inputs).changes
    same = {**new_inputs, "__provider": "old"}
    assert not ProjectProvider().diff("id", old_outputs, same).changes


def test_nothing_ever_asks_for_a_replacement() -> None:
    found = ProjectProvider().diff("id", {**BEFORE.outputs}, {**KEPT, "name": "other"})
    assert found.replaces == []
    assert found.delete_before_replace is False


@pytest.mark.parametrize(
    ("new_inputs", "asks"),
    [
        ({}, False),
        ({"on_delete": "delete"}, False),
        ({"name": "signs", "description": "x"}, True),
        ({"classes": RED}, False),
        ({"classes": {}, "class_order": ""}, True),
        ({"class_moves": {"a": "yield"}}, True),
        ({"allow_class_removal": ["yield"]}, True),
    ],
)
def test_the_service_is_asked_only_about_what_it_holds(
    new_inputs: dict[str, Any], asks: bool
) -> None:
    assert changes(recorded_inputs(INPUTS), declaration({**INPUTS, **new_inputs})).ask is asks


def test_a_foreign_class_that_a_refresh_found_concerns_the_list_unless_it_is_kept() -> None:
    found = {"added_elsewhere": {"tree (bbox)": "green"}}
    assert changes(recorded_inputs({**INPUTS, **found}), declaration(INPUTS)).classes
    assert not changes(recorded_inputs({**KEPT, **found}), declaration(KEPT)).classes


def test_a_record_says_how_a_delete_is_to_act() -> None:
    settings = {"on_delete": "delete", "save_before_removal": "saved", "require_save": True}
    found = recorded(record(LIVE, declaration({"name": "road-signs", **settings})).outputs)
    assert (found.on_delete, found.save_before_removal) == ("delete", "saved")
    assert found.require_save
    assert found.order is None
    bare = recorded(record(LIVE, declaration({"name": "road-signs"})).outputs)
    assert (bare.on_delete, bare.save_before_removal) == ("delete-if-empty", None)
    assert not bare.require_save


def test_a_record_follows_settings_that_the_service_does_not_know() -> None:
    wanted = declaration({**KEPT, "on_delete": "delete"})
    assert BEFORE.declared_as(wanted).on_delete == "delete"
    assert not changes(BEFORE.declared_as(wanted), wanted)


def test_what_says_nothing_is_not_written() -> None:
    inputs = {"name": "x", "description": None, "adopt": False, "on_delete": "delete"}
    assert written(inputs) == {"name": "x", "on_delete": "delete"}


def test_a_whole_number_is_one_again_though_the_engine_knows_only_fractions() -> None:
    skeleton = {"nodes": [{"name": "a", "x": 1.0}], "edges": [[0.0, 0.0]]}
    classes = {"a (keypoint)": {"color": "red", "skeleton": skeleton}}
    found = declaration({"name": "x", "classes": classes, "class_order": "a"})
    assert isinstance(found.classes, tuple)
    said = str(found.classes[0].fields)
    assert "'x': 1}" in said
    assert "[[0, 0]]" in said


def test_of_what_is_clear_no_plan_is_made() -> None:
    order = {"class_order": "yield, stop_sign"}
    one_less = {"classes": {"yield (bbox)": "any color"}, "class_order": "yield"}
    red = {"classes": {**RED, "stop_sign (bbox)": "blue"}}
    plans = [changes(BEFORE, declaration({**KEPT, **new})).plan for new in (order, one_less, red)]
    assert [plan is not None for plan in plans] == [False, False, True]


UNORDERED = {key: value for key, value in INPUTS.items() if not key.startswith("class_")}
ATTRIBUTES = [[], [{"name": "x"}], [{"name": "x", "type": "text"}], [{"name": "y"}]]


COLORS = st.sampled_from(["red", "#ff0000", "blue"])
ENTRIES = (
    COLORS
    | st.just("any color")
    | st.fixed_dictionaries({"color": COLORS, "attributes": st.sampled_from(ATTRIBUTES)})
)


# Colors that differ by chance would hide whether the rest is looked at.
ANY_COLOR = st.fixed_dictionaries({"attributes": st.sampled_from(ATTRIBUTES)})


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[ProjectClass], dict[str, Any], dict[str, Any]]:
    """The live classes, those that were declared and those that are: mostly of the same labels."""
    names = [("a", "box"), ("b", draw(st.sampled_from(["box", "bbox"]))), ("a", "tag")]
    rows: list[dict[str, Any]] = [{"name": name, "type": type_} for name, type_ in names]
    for row in rows:
        row |= draw(st.fixed_dictionaries({"color": COLORS}))
        row |= draw(st.fixed_dictionaries({}, optional={"attributes": st.sampled_from(ATTRIBUTES)}))
    labels = [label(name, type_) for name, type_ in names]
    entries = draw(st.sampled_from([ENTRIES, st.just("any color"), ANY_COLOR]))
    before, now = ({key: draw(entries) for key in labels} for _ in range(2))
    for found in draw(st.sampled_from([[], [before], [before, now], [now]])):
        del found[labels[0]]
    live = rows[draw(st.integers(0, 1)) :]
    return [*map(ProjectClass.of_service, live)], before, draw(st.sampled_from([before, now]))


@given(lists(), st.sampled_from([{}, {"class_moves": {"a": "b"}}, {"foreign_classes": "keep"}]))
def test_a_look_tells_what_a_plan_would_tell(
    case: tuple[list[ProjectClass], dict[str, Any], dict[str, Any]], more: dict[str, Any]
) -> None:
    live, before, now = case
    project = LIVE.model_copy(update={"classes": live})
    known = recorded(record(project, declaration({**UNORDERED, "classes": before})).outputs)
    wanted = declaration({**UNORDERED, "classes": now, **more})
    plan = wanted.plan("signs", known.live, recorded=known.labels, done=known.moves)
    differs = known.labels != wanted.labels or not replace(plan, reordered=False).empty
    assert ("classes" in changes(known, wanted).fields) is differs


def test_a_list_that_is_not_declared_plans_nothing() -> None:
    bare = declaration({"name": "signs"})
    assert bare.plan("signs", LIVE.classes, recorded=(), done={}).empty
