"""What a plan finds, as a table of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from pictograph_provider.models import ProjectClass
from pictograph_provider.plan import UNKNOWN, DeclaredClass, make_plan
from tests.plan.make import declared, live, plan

CAR, BUS = live("car"), live("bus", color="#222222")

RED = live("car", color="#F00")
NOTED = live("car", attributes=[{"name": "a"}])

NO_CHANGE: dict[str, tuple[Sequence[DeclaredClass], Sequence[ProjectClass]]] = {
    "no classes on either side": ([], []),
    "the same classes": ([declared("car"), declared("bus")], [CAR, BUS]),
    "box in the service and bbox in the program": ([declared("car", "bbox")], [live("car", "box")]),
    "a color left out of the program": ([declared("car")], [live("car", color="#abcdef")]),
    "a color name for a hexadecimal one": ([declared("car", color="red")], [RED]),
    "a color as rgb()": ([declared("car", color="rgb(255, 0, 0)")], [RED]),
    "attributes that are not declared": ([declared("car")], [NOTED]),
    "an attribute without a type, which is text": (
        [declared("car", attributes=[{"name": "a"}])],
        [live("car", attributes=[{"name": "a", "type": "text"}])],
    ),
    "no attributes declared and null in the service": (
        [declared("car", attributes=[])],
        [live("car", attributes=None)],
    ),
    "a skeleton's point in the middle by default": (
        [declared("p", "keypoint", skeleton={"nodes": [{"name": "n"}], "edges": []})],
        [live("p", "keypoint", skeleton={"nodes": [{"name": "n", "x": 0.5, "y": 0.5}]})],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_CHANGE)
def test_there_is_nothing_to_change_with(case: str) -> None:
    wanted, now = NO_CHANGE[case]
    assert plan(wanted, now).empty


def test_an_added_class_is_added_and_nothing_else() -> None:
    found = plan([declared("car"), declared("bus")], [CAR])
    assert [cls.name for cls in found.added] == ["bus"]
    assert not found.losses


def test_a_class_left_out_of_the_program_is_removed() -> None:
    found = plan([declared("bus")], [CAR, BUS])
    assert [loss.label for loss in found.removed] == ["car (bbox)"]


def test_another_type_is_a_loss_of_the_old_class_since_a_class_is_name_and_type() -> None:
    found = plan([declared("car", "polygon")], [CAR])
    assert [(loss.label, loss.becomes) for loss in found.retyped] == [("car (bbox)", "polygon")]
    assert found.result[0]["type"] == "polygon"


def test_a_live_class_that_was_never_declared_is_foreign() -> None:
    found = plan([declared("car")], [CAR, BUS], recorded=["car (bbox)"])
    assert [loss.label for loss in found.foreign] == ["bus (bbox)"]


def test_a_kept_foreign_class_stays_where_it_stands() -> None:
    now = [live("a"), live("foreign"), live("b")]
    found = plan(
        [declared("a"), declared("b"), declared("c")],
        now,
        recorded=["a (bbox)", "b (bbox)"],
        keep_foreign=True,
    )
    assert not found.losses
    assert found.kept == ("foreign (bbox)",)
    assert [entry["name"] for entry in found.result] == ["a", "foreign", "b", "c"]


def test_keeping_foreign_classes_does_not_keep_what_the_program_itself_removed() -> None:
    found = plan([declared("car")], [CAR, BUS], keep_foreign=True)
    assert [loss.label for loss in found.removed] == ["bus (bbox)"]


def test_a_foreign_class_cannot_be_kept_beside_a_declared_one_of_its_name() -> None:
    found = plan([declared("car", "polygon")], [CAR], recorded=[], keep_foreign=True)
    assert [loss.why for loss in found.losses] == ["retyped"]


def test_two_live_classes_of_one_name_are_told_apart_by_their_type() -> None:
    found = plan([declared("car")], [CAR, live("car", "polygon")])
    assert [(loss.label, loss.why) for loss in found.losses] == [("car (polygon)", "removed")]


def test_a_recolored_class_is_written_with_the_color_as_declared() -> None:
    found = plan([declared("car", color="rebeccapurple")], [CAR])
    assert [(change.old, change.new) for change in found.recolored] == [
        ("#111111", "rebeccapurple")
    ]
    assert found.result[0]["color"] == "rebeccapurple"


def test_a_color_that_is_not_known_yet_is_a_change_and_no_loss() -> None:
    wanted = DeclaredClass("car", "bbox", UNKNOWN)
    found = make_plan("signs", recorded=["car (bbox)"], declared=[wanted], live=[CAR])
    assert found.recolored[0].new is UNKNOWN
    assert not found.losses


def test_of_a_list_that_is_not_known_yet_nothing_is_said() -> None:
    found = make_plan("signs", recorded=["car (bbox)"], declared=UNKNOWN, live=[CAR])
    assert found.unknown
    assert not found.empty


@pytest.mark.parametrize(
    ("wanted", "reordered"),
    [("abc", False), ("bac", True), ("ac", False), ("xabc", False), ("xcb", True)],
)
def test_the_order_counts_among_the_classes_that_stay(wanted: str, reordered: bool) -> None:
    now = [live("a"), live("b"), live("c")]
    assert plan([declared(name) for name in wanted], now).reordered is reordered


UNMANAGED: dict[str, Any] = {
    "attributes": [{"name": "occluded", "type": "checkbox", "values": None}],
    "skeleton": {"nodes": [{"name": "nose", "x": 0.25, "y": 1}], "edges": [[0, 0]]},
    "invented_tomorrow": {"deep": [1, 2.5, None, "ü"]},
}


@pytest.mark.parametrize(
    "wanted",
    [
        [declared("car"), declared("bus")],
        [declared("car", color="red")],
        [declared("bus"), declared("car")],
    ],
    ids=["add", "recolor", "reorder"],
)
def test_what_is_not_managed_in_a_class_is_written_back_as_it_was(
    wanted: list[DeclaredClass],
) -> None:
    now = [live("car", **UNMANAGED)]
    entry = {**next(item for item in plan(wanted, now).result if item["name"] == "car")}
    assert {key: entry[key] for key in UNMANAGED} == UNMANAGED


def test_a_color_that_means_the_same_is_written_back_as_the_service_spells_it() -> None:
    found = plan([declared("car", color="red"), declared("bus")], [live("car", color="#FF0000")])
    assert found.result[0].get("color") == "#FF0000"


def test_a_retyped_class_takes_its_attributes_along_but_not_a_skeleton() -> None:
    entry = plan([declared("car", "polygon")], [live("car", "keypoint", **UNMANAGED)]).result[0]
    assert entry["attributes"] == UNMANAGED["attributes"]
    assert "skeleton" not in entry


def test_without_an_order_classes_stay_as_they_stand_and_new_ones_follow() -> None:
    now = [live("b"), live("a")]
    found = plan([declared("c"), declared("a"), declared("b"), declared("d")], now, ordered=False)
    assert [entry["name"] for entry in found.result] == ["b", "a", "c", "d"]
    assert not found.reordered


def test_a_declared_field_that_differs_is_written_and_one_that_does_not_is_left() -> None:
    now = [live("a", attributes=[{"name": "old"}], skeleton={"nodes": [{"name": "x", "x": 0.5}]})]
    wanted = declared("a", attributes=[{"name": "new"}], skeleton={"nodes": [{"name": "x"}]})
    (entry,) = plan([wanted], now).result
    assert entry["attributes"] == [{"name": "new"}]
    assert entry["skeleton"] == {"nodes": [{"name": "x", "x": 0.5}]}
