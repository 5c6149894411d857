"""Inputs after a refresh: what is live, in the words of the program where they mean the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pictograph_provider.models import Project, ProjectClass
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import record, recorded, recorded_inputs
from pictograph_provider.state.refresh import (
    inputs_after_refresh,
    keep_recorded_spelling,
    looked_at,
)
from tests.state.test_format import INPUTS, LIVE

BEFORE = record(LIVE, declaration(INPUTS))


def test_a_project_that_is_only_looked_at_declares_its_name_and_types() -> None:
    live = LIVE.model_copy(update={"annotation_types": ["box", "polygon"]})
    assert looked_at(live) == {"name": "road-signs", "annotation_types": ["bbox", "polygon"]}


def test_only_what_the_program_manages_is_in_the_inputs() -> None:
    bare = record(LIVE, declaration({"name": "road-signs"}))
    assert inputs_after_refresh(LIVE, bare) == {"name": "road-signs"}


def test_all_that_it_manages_is_there_with_what_is_secret_and_that_it_is_archived() -> None:
    before = record(LIVE, declaration({**INPUTS, "description": "Old", "secret": ["description"]}))
    live = LIVE.model_copy(update={"description": None, "is_archived": True})
    found = inputs_after_refresh(live, before)
    assert found["description"] == ""
    assert found["archived"] is True
    assert found["secret"] == ["description"]
    assert found["origin"] == INPUTS["origin"]
    assert found["added_elsewhere"] == {"old tree (polygon)": "green"}


def test_other_annotation_types_are_drift_and_other_words_for_them_are_none() -> None:
    wider = LIVE.model_copy(update={"annotation_types": ["polygon", "box"]})
    assert inputs_after_refresh(wider, BEFORE)["annotation_types"] == ["polygon", "bbox"]
    before = record(wider, declaration({**INPUTS, "annotation_types": ["bbox", "polygon"]}))
    assert inputs_after_refresh(wider, before)["annotation_types"] == ["polygon", "box"]


def test_a_color_in_another_spelling_is_no_drift_and_another_one_is() -> None:
    def classes(color: str) -> Any:
        first, *rest = LIVE.classes
        live = ProjectClass.of_service({**first.fields(), "color": color})
        project = LIVE.model_copy(update={"classes": [live, *rest]})
        return inputs_after_refresh(project, BEFORE)["classes"]["stop_sign (bbox)"]

    assert classes("RED") == "#ff0000"
    assert classes("blue") == "blue"


def test_an_order_is_drift_only_where_the_service_changed_it() -> None:
    first, second, other = LIVE.classes
    turned = LIVE.model_copy(update={"classes": [second, first, other]})
    assert inputs_after_refresh(LIVE, BEFORE)["class_order"] == "stop_sign, yield"
    assert inputs_after_refresh(turned, BEFORE)["class_order"] == "yield, stop_sign"
    # The program's own order is recorded, and the service never took it.
    unlike = replace(BEFORE, order=("yield", "stop_sign"))
    assert inputs_after_refresh(LIVE, unlike)["class_order"] == "yield, stop_sign"
    without = {key: value for key, value in INPUTS.items() if key != "class_order"}
    assert "class_order" not in inputs_after_refresh(LIVE, record(LIVE, declaration(without)))


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ({"annotation_types": ["box"]}, {"annotation_types": ["bbox"]}, ["box"]),
        ({"annotation_types": ["box"]}, {"annotation_types": ["polygon"]}, ["polygon"]),
        ({}, {"annotation_types": ["box"]}, ["box"]),
    ],
)
def test_annotation_types_keep_their_recorded_words(old: Any, new: Any, kept: Any) -> None:
    assert keep_recorded_spelling(old, new)["annotation_types"] == kept


def test_colors_keep_their_recorded_words_and_foreign_classes_that_are_kept_stay() -> None:
    old = {"classes": {"a (bbox)": "red", "b (bbox)": "blue"}, "added_elsewhere": {"c (bbox)": "x"}}
    new = {"classes": {"a (bbox)": "#f00", "b (bbox)": "green", "d (bbox)": {"color": "red"}}}
    found = keep_recorded_spelling(old, {**new, "foreign_classes": "keep"})
    assert found["classes"] == {
        "a (bbox)": "red",
        "b (bbox)": "green",
        "d (bbox)": {"color": "red"},
    }
    assert found["added_elsewhere"] == {"c (bbox)": "x"}
    assert "added_elsewhere" not in keep_recorded_spelling(old, new)


def test_a_record_says_that_a_project_is_archived_and_what_is_secret() -> None:
    archived: Project = LIVE.model_copy(update={"is_archived": True})
    found = record(archived, declaration({**INPUTS, "secret": ["classes"]}))
    assert found.outputs["archived"] is True
    assert found.outputs["secret"] == ["classes"]
    assert recorded(found.outputs).archived
    assert recorded_inputs({**INPUTS, "archived": True}).archived


def test_what_an_import_has_found_no_program_has_declared() -> None:
    found = recorded_inputs({**INPUTS, "imported": True})
    assert found.imported
    assert found.labels
    assert found.declared_before == frozenset()
    assert recorded_inputs(INPUTS).declared_before == found.labels
