"""The quick ways to a plan give what the plain ones give, and stay quick for long lists."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictograph_provider.classes import ClassRow, label
from pictograph_provider.models import ProjectClass
from pictograph_provider.plan import DeclaredClass, make_plan
from pictograph_provider.plan.moves import apply_moves, destinations
from pictograph_provider.plan.order import is_reordered, with_kept
from tests.plan import naive
from tests.plan.make import declared, live, plan

NAMES = st.sampled_from("abcdefgh")
LISTS = st.lists(NAMES, unique=True)
MOVES = st.dictionaries(NAMES, NAMES, max_size=6)


@given(LISTS, LISTS, st.sets(NAMES))
def test_kept_classes_come_behind_the_class_they_stood_behind(
    wanted: list[str], now: list[str], kept: set[str]
) -> None:
    entries: list[ClassRow] = [{"name": name, "type": "bbox"} for name in wanted]
    today: list[ClassRow] = [{"name": name, "type": "box"} for name in now]
    labels = {label(name, "bbox") for name in kept - set(wanted)}
    assert with_kept(entries, today, labels) == naive.with_kept(entries, today, labels)


@given(LISTS, LISTS)
def test_the_order_is_compared_among_what_stays(one: list[str], other: list[str]) -> None:
    assert is_reordered(one, other) is naive.is_reordered(one, other)


@given(MOVES)
def test_moves_are_followed_to_their_end(moves: dict[str, str]) -> None:
    ends = destinations(moves)
    assert {old: end for old, (end, _) in ends.items()} == {
        old: naive.destination(old, moves) for old in moves
    }
    assert all(
        steps == naive.distance(old, moves) for old, (end, steps) in ends.items() if end is not None
    )


@given(MOVES, LISTS, LISTS, st.sets(NAMES))
def test_moves_are_made_one_after_the_other(
    moves: dict[str, str], now: list[str], wanted: list[str], over: set[str]
) -> None:
    classes = [live(name) for name in now]
    targets = {name: declared(name) for name in wanted}
    steps, after, problems = apply_moves(classes, moves, over, targets)
    assert not problems
    expected = naive.moved(classes, moves, over, wanted)
    assert (steps, [cls.fields() for cls in after]) == expected


def _seconds(run: Callable[[], object]) -> float:
    """Processor time of the best of three: what else the machine does has little part in it."""

    def once() -> float:
        start = time.process_time()
        run()
        return time.process_time() - start

    return min(once() for _ in range(3))


def _classes(count: int, begin: str = "class") -> list[ProjectClass]:
    return [live(f"{begin} {number:05}", color="red") for number in range(count)]


def _declared(classes: list[ProjectClass]) -> list[DeclaredClass]:
    return [declared(cls.name, color=cls.color) for cls in classes]


def _unchanged(count: int) -> None:
    classes = _classes(count)
    assert plan(_declared(classes), classes).empty


def _moved(count: int) -> None:
    classes = _classes(count)
    moves = {cls.name: f"x {cls.name}" for cls in classes[::4]}
    wanted = [declared(moves.get(cls.name, cls.name)) for cls in classes]
    assert len(plan(wanted, classes, moves=moves).moves) == len(moves)


def _chained(count: int) -> None:
    names = [cls.name for cls in _classes(count)]
    moves = dict(pairwise(names))
    assert plan([declared(names[-1])], [live(names[0])], moves=moves).moves


def _removed(count: int) -> None:
    classes = _classes(count)
    assert plan(_declared(classes[::2]), classes).losses


def _kept(count: int) -> None:
    mine, others = _classes(count), _classes(count, "other")
    now = [cls for pair in zip(mine, others, strict=True) for cls in pair]
    found = make_plan("p", recorded=[], declared=_declared(mine), live=now, keep_foreign=True)
    assert found.empty


def _renamed(count: int) -> None:
    classes = _classes(count)
    names = {cls.name: f"{cls.name} b" for cls in classes[::8]}
    losses = plan([declared(names.get(cls.name, cls.name)) for cls in classes], classes).losses
    assert {loss.name: loss.looks_like for loss in losses} == names


@pytest.mark.parametrize("change", [_unchanged, _moved, _chained, _removed, _kept, _renamed])
def test_the_work_grows_with_the_list_and_not_with_its_square(
    change: Callable[[int], None],
) -> None:
    small, large = _seconds(lambda: change(400)), _seconds(lambda: change(4_000))
    assert large < 30 * small  # the square would be 100 times as much
