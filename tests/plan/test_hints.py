"""Which class was most likely renamed to which: said where a move could be made."""

from __future__ import annotations

import pytest

from pictograph_provider.models import ProjectClass
from pictograph_provider.plan import DeclaredClass
from tests.plan.make import declared, live, plan

CAR, BUS = live("car"), live("bus", color="#222222")


@pytest.mark.parametrize(
    ("old", "new", "likely"),
    [
        (live("merge", color="#00aaff"), declared("speed_limit", color="#0AF"), True),
        (live("stop_sign"), declared("stop_signs"), True),
        (live("abc"), declared("abcde"), True),
        (live("cat"), declared("car"), False),
        (live("give_way"), declared("yield_sign"), False),
    ],
    ids=["same color", "near name", "just near enough", "near but not near enough", "unlike"],
)
def test_where_one_class_goes_and_one_comes_it_may_have_been_renamed(
    old: ProjectClass, new: DeclaredClass, likely: bool
) -> None:
    now = [live("a"), live("b"), old]
    (loss,) = plan([new, declared("a"), declared("b")], now).losses
    assert (loss.looks_like, loss.likely) == (new.name, likely)


def test_a_class_of_another_type_is_no_rename() -> None:
    (loss,) = plan([declared("stop_signs", "polygon")], [live("stop_sign")]).losses
    assert loss.looks_like is None


def test_classes_that_come_where_others_stood_may_be_those_under_new_names() -> None:
    now = [live(name) for name in ("car", "give_way", "halt", "tree")]
    wanted = ["car", "yield_sign", "stop", "tree", "lamp", "lane"]
    found = plan([declared(name) for name in wanted], now)
    assert [(loss.name, loss.looks_like, loss.likely) for loss in found.losses] == [
        ("give_way", "yield_sign", False),
        ("halt", "stop", False),
    ]


def test_a_class_that_is_added_behind_renamed_ones_does_not_hide_them() -> None:
    found = plan([declared(name) for name in ("xx", "yy", "zz")], [live("car"), live("bus")])
    assert {loss.name: loss.looks_like for loss in found.losses} == {"car": "xx", "bus": "yy"}


def test_the_nearer_name_wins_over_the_place() -> None:
    now = [live("cat"), live("dog"), live("car")]
    found = plan([declared(name) for name in ("dogs", "cats", "car")], now)
    assert {loss.name: loss.looks_like for loss in found.losses} == {"cat": "cats", "dog": "dogs"}


def test_the_best_pair_is_found_first_so_that_no_other_class_takes_its_name() -> None:
    found = plan([declared("x"), declared("lane lines")], [live("lane line"), live("lane")])
    assert {loss.name: loss.looks_like for loss in found.losses} == {
        "lane line": "lane lines",
        "lane": "x",
    }


def test_a_class_that_somebody_added_is_not_taken_for_a_rename_by_its_place() -> None:
    now = [live("car"), live("theirs")]
    found = plan([declared("car"), declared("mine")], now, recorded=["car (bbox)"])
    assert found.foreign[0].looks_like is None


def test_it_is_when_its_name_or_color_says_so() -> None:
    now = [live("car"), live("theirs")]
    found = plan([declared("car"), declared("their")], now, recorded=["car (bbox)"])
    assert found.foreign[0].looks_like == "their"


def test_of_a_project_that_is_taken_over_places_count_too() -> None:
    found = plan([declared("vehicle"), declared("bus")], [live("car"), live("bus")], recorded=[])
    assert found.foreign[0].looks_like == "vehicle"


@pytest.mark.parametrize(
    ("wanted", "now", "moves"),
    [
        ([declared("car"), declared("cars", "polygon")], [live("car"), live("car", "polygon")], {}),
        ([declared("cars")], [live("car"), live("car", "polygon")], {}),
        ([declared("cars")], [live("car"), live("cars", "polygon")], {}),
        (
            [declared("cars"), declared("bus", "polygon")],
            [live("car"), live("bus")],
            {"car": "bus"},
        ),
    ],
    ids=["the name stays", "two types of the old name", "two of the new one", "moved elsewhere"],
)
def test_no_rename_is_pointed_out_that_a_move_could_not_make(
    wanted: list[DeclaredClass], now: list[ProjectClass], moves: dict[str, str]
) -> None:
    lost = [loss for loss in plan(wanted, now, moves=moves).losses if loss.name == "car"]
    assert lost
    assert {loss.looks_like for loss in lost} == {None}


def test_among_many_a_near_name_is_still_found() -> None:
    numbers = range(100)
    now = [live(f"{number:03} class") for number in numbers]
    now += [live(f"sort {number:03}") for number in numbers]
    wanted = [declared(f"the {number:03} class") for number in reversed(numbers)]
    wanted += [declared(f"sort {number:03}s") for number in reversed(numbers)]
    found = {loss.name: loss.looks_like for loss in plan(wanted, now).losses}
    assert found["007 class"] == "the 007 class"
    assert found["sort 007"] == "sort 007s"


def test_among_many_a_class_of_the_same_color_is_still_found() -> None:
    many = [declared(f"name {number:03}", color=f"#{number:06x}") for number in range(100)]
    # Neither its name nor its name backwards is near that of the class that goes.
    same = declared("zzz 555", color="#abcdef")
    found = plan([*many, same], [live("aaa", color="#ABCDEF")])
    assert [(loss.looks_like, loss.likely) for loss in found.losses] == [("zzz 555", True)]


def test_of_two_as_near_the_one_at_the_same_place_is_meant() -> None:
    now = [live("x"), live("sign 0"), live("y")]
    wanted = [declared("sign 1"), declared("x"), declared("sign 2"), declared("y")]
    assert [loss.looks_like for loss in plan(wanted, now).losses] == ["sign 2"]


def test_a_class_without_a_color_is_not_like_another_without_one() -> None:
    now = [live("aaa", color=None), live("bbb", color=None)]
    wanted = [declared("xyz"), declared("uvw")]
    assert not any(loss.likely for loss in plan(wanted, now).losses)


def test_the_same_color_tells_more_than_a_near_name() -> None:
    wanted = [declared("cars", color="#222222"), declared("zzz", color="#111111")]
    (loss,) = plan(wanted, [live("car")]).losses
    assert loss.looks_like == "zzz"


@pytest.mark.parametrize(("many", "likely"), [(12, True), (13, False)])
def test_a_name_that_stands_far_off_is_found_among_few(many: int, likely: bool) -> None:
    between = [declared(f"m{letter}{letter}m") for letter in "cdefghijklmn"[: many - 1]]
    # Alike, and yet neither begins nor ends alike: no order of many names has the two together.
    (loss,) = plan([*between, declared("zbcdefgz")], [live("abcdefga")]).losses
    assert loss.likely is likely


def test_among_many_the_first_of_all_names_is_found_too() -> None:
    many = [declared(f"zz{number:03}z") for number in range(20)]
    (loss,) = plan([*many, declared("aaaa")], [live("aaab")]).losses
    assert (loss.looks_like, loss.likely) == ("aaaa", True)
