"""Does anything change? Decided from state alone, and the same from either side."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.provider import ProjectProvider
from pictograph_provider.state.changes import changed, touches_classes
from tests.state.test_format import INPUTS, OUTPUTS

RED = {**INPUTS, "class_set": {"stop_sign (bbox)": "red", "yield (bbox)": "any color"}}

ROWS: dict[str, tuple[dict[str, Any], bool]] = {
    "the same inputs": ({}, False),
    "a colour in another spelling": ({"class_set": RED["class_set"]}, False),
    "annotation types by another word": ({"annotation_types": ["box"]}, False),
    "another name": ({"name": "signs"}, True),
    "a description": ({"description": "new"}, True),
    "another annotation type": ({"annotation_types": ["bbox", "polygon"]}, True),
    "another order": ({"class_order": "yield,stop_sign"}, True),
    "a class less": ({"class_set": {"yield (bbox)": "any color"}, "class_order": "yield"}, True),
    "what removing the resource does": ({"on_delete": "archive"}, True),
    "consent": ({"allow_class_removal": ["yield"]}, True),
    "another name of the resource": ({"origin": "signs/dev/other"}, True),
}


@pytest.mark.parametrize("what", ROWS)
def test_diff(what: str) -> None:
    news, differs = ROWS[what]
    assert changed(OUTPUTS, {**INPUTS, **news}) is differs


def test_classes_that_are_no_longer_managed_are_a_change_of_state_only() -> None:
    news = {key: value for key, value in INPUTS.items() if not key.startswith("class_")}
    assert changed(OUTPUTS, news)
    assert not touches_classes(INPUTS, news)


def test_a_provider_stored_under_another_path_is_a_change_so_that_an_up_mends_it() -> None:
    olds, news = {**OUTPUTS, "__provider": "old"}, {**INPUTS, "__provider": "new"}
    assert ProjectProvider().diff("id", olds, news).changes
    assert not ProjectProvider().diff("id", olds, {**news, "__provider": "old"}).changes


def test_nothing_ever_asks_for_a_replacement() -> None:
    found = ProjectProvider().diff("id", OUTPUTS, {**INPUTS, "name": "other"})
    assert found.replaces == []
    assert found.delete_before_replace is False


@pytest.mark.parametrize(
    ("news", "touches"),
    [
        ({}, False),
        ({"name": "signs", "description": "x"}, False),
        ({"class_set": RED["class_set"]}, False),
        ({"class_set": {}, "class_order": ""}, True),
        ({"class_moves": {"a": "yield"}}, True),
        ({"allow_class_removal": ["yield"]}, True),
    ],
)
def test_the_service_is_asked_only_when_the_class_list_is_concerned(
    news: dict[str, Any], touches: bool
) -> None:
    assert touches_classes(INPUTS, {**INPUTS, **news}) is touches


def test_a_foreign_class_that_a_refresh_found_concerns_the_list_unless_it_is_kept() -> None:
    olds = {**INPUTS, "undeclared_classes": {"tree (bbox)": "green"}}
    assert touches_classes(olds, INPUTS)
    kept = {"foreign_classes": "keep"}
    assert not touches_classes({**olds, **kept}, {**INPUTS, **kept})
