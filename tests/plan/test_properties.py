"""What holds for every plan and every decision, whatever the class lists are."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pictograph_provider.classes import label
from pictograph_provider.guard import decide, explain
from pictograph_provider.models import ProjectClass
from pictograph_provider.plan import (
    ClassPlan,
    DeclaredClass,
    Usage,
    describe,
    make_plan,
    move_problems,
)

NAMES = st.sampled_from(["a", "b", "c", "d", "e f", "ü/%"])
TYPES = st.sampled_from(["bbox", "polygon"])
COLORS = st.sampled_from(["red", "#F00", "#00ff00", None])


FIGURES = st.none() | st.integers(-1, 9) | st.just(0)
COUNTS = st.none() | st.dictionaries(NAMES, FIGURES)
"""Figures as a service may give them, or not."""


@dataclass(frozen=True)
class Case:
    """A program, a service and what was recorded between them."""

    wanted: Sequence[DeclaredClass]
    live: Sequence[ProjectClass]
    recorded: frozenset[str]
    moves: Mapping[str, str]
    done: Mapping[str, str]
    keep: bool
    usage: Usage
    consent: Mapping[str, int | None]

    @property
    def plan(self) -> ClassPlan:
        return make_plan(
            "p",
            recorded=self.recorded,
            declared=self.wanted,
            live=self.live,
            moves=self.moves,
            done=self.done,
            keep_foreign=self.keep,
        )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = draw(st.lists(NAMES, unique=True))
    wanted = [DeclaredClass(name, draw(TYPES), draw(COLORS)) for name in names]
    pairs = draw(st.lists(st.tuples(NAMES, TYPES), unique=True))
    extra: dict[str, Any] = {"attributes": [{"name": "x"}]}
    live = [
        ProjectClass.of_service(
            {"name": name, "type": "box" if type_ == "bbox" else type_, "color": "red", **extra}
        )
        for name, type_ in pairs
    ]
    known = [cls for cls in live if draw(st.booleans())]
    moves = draw(st.dictionaries(NAMES, NAMES, max_size=3))
    if move_problems(moves, set(names)):
        moves = {}
    done = {old: new for old, new in moves.items() if draw(st.booleans())}
    return Case(
        wanted,
        live,
        frozenset(label(cls.name, cls.type) for cls in known),
        moves,
        done,
        draw(st.booleans()),
        Usage(draw(COUNTS), draw(COUNTS), draw(FIGURES), draw(FIGURES)),
        draw(st.dictionaries(NAMES, st.none() | st.integers(0, 9))),
    )


def _keys(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    return [label(entry["name"], entry.get("type")) for entry in entries]


@given(cases())
def test_carrying_out_a_plan_gives_the_declared_list_and_the_foreign_classes_that_are_kept(
    case: Case,
) -> None:
    plan = case.plan
    result = _keys(plan.result)
    assert sorted(result) == sorted([*(cls.label for cls in case.wanted), *plan.kept])
    declared = {cls.label for cls in case.wanted}
    assert [key for key in result if key in declared] == [cls.label for cls in case.wanted]


@given(cases())
def test_a_plan_that_was_carried_out_leaves_nothing_to_do(case: Case) -> None:
    plan = case.plan
    if plan.problems:
        return
    after = [ProjectClass.of_service(entry) for entry in plan.result]
    recorded = {cls.label for cls in case.wanted}
    again = make_plan(
        "p",
        recorded=recorded,
        declared=case.wanted,
        live=after,
        moves=case.moves,
        done=case.moves,
        keep_foreign=case.keep,
    )
    assert again.empty


@given(cases())
def test_no_class_disappears_unlisted(case: Case) -> None:
    plan = case.plan
    gone = set(_keys([cls.fields() for cls in case.live])) - set(_keys(plan.result))
    moved = {move.old for move in plan.moves}
    listed = {loss.label for loss in plan.losses}
    assert all(key in listed or key.rpartition(" (")[0] in moved for key in gone)
    text = "\n".join(describe(plan, case.usage))
    assert all(loss.name.split("/")[0] in text for loss in plan.losses)


@given(cases())
def test_a_move_takes_its_class_to_one_that_is_declared_and_stays(case: Case) -> None:
    plan = case.plan
    names = {entry["name"] for entry in plan.result}
    assert all(move.new in names for move in plan.moves)
    assert not {move.old for move in plan.moves} & {loss.name for loss in plan.losses}


@given(cases())
def test_a_move_that_was_made_is_never_made_again(case: Case) -> None:
    plan = case.plan
    assert not {move.old for move in plan.moves} & set(case.done)
    lost = {loss.name: loss.why for loss in plan.losses}
    assert all(lost.get(old, "foreign") == "foreign" for old in case.done)


@given(cases())
def test_a_rename_that_is_pointed_out_can_be_written_as_a_move_and_loses_nothing(
    case: Case,
) -> None:
    plan = case.plan
    renamed = {loss.name: loss.looks_like or "" for loss in plan.losses if loss.looks_like}
    moves = {**plan.declared_moves, **renamed}
    assert not move_problems(moves, {cls.name for cls in case.wanted})
    then = dataclasses.replace(case, moves=moves).plan
    assert then.problems == plan.problems
    assert not set(renamed) & {loss.name for loss in then.losses}
    assert len(then.losses) == len(plan.losses) - len(renamed)


@given(cases())
def test_what_is_not_managed_survives(case: Case) -> None:
    plan = case.plan
    before = set(_keys(plan.base))
    assert all(
        entry["attributes"] == [{"name": "x"}]
        for entry in plan.result
        if label(entry["name"], entry.get("type")) in before
    )


@given(cases())
def test_only_a_loss_or_an_impossible_move_is_ever_refused(case: Case) -> None:
    decision = decide(case.plan, case.usage, case.consent)
    assert decision.refused <= bool(case.plan.losses or case.plan.problems)


@given(cases())
def test_what_is_permitted_was_named_within_its_bound_or_is_used_by_nothing(case: Case) -> None:
    decision = decide(case.plan, case.usage, case.consent)
    if decision.refused:
        return
    for loss in case.plan.losses:
        found = case.usage.count(loss.name)
        most = math.inf if case.usage.hides or found.doubt else found.annotations or 0
        unused = most == 0 and loss.why != "foreign"
        bound = case.consent.get(loss.name)
        within = bound is None or most <= bound
        assert unused or (loss.name in case.consent and within)


@given(cases())
def test_a_loss_is_harmless_only_where_the_service_gave_every_figure_that_decides(
    case: Case,
) -> None:
    usage = case.usage
    for verdict in decide(case.plan, usage, {}).rulings:
        if verdict.outcome != "harmless":
            continue
        assert usage.annotations is not None
        assert usage.annotations.get(verdict.loss.name, 0) == 0
        assert (usage.images or {}).get(verdict.loss.name, 0) == 0
        assert usage.archived_images == 0
        known = sum(max(number or 0, 0) for number in usage.annotations.values())
        assert (usage.total_annotations or 0) <= known


@given(cases())
def test_a_decision_can_always_be_put_into_words(case: Case) -> None:
    decision = decide(case.plan, case.usage, case.consent)
    text = "\n".join(explain(decision))
    refused = "refused:" in text or "Choose one and write it in" in text
    assert refused is decision.refused
    assert all("stale" in text for _ in decision.stale)


@given(cases())
def test_a_stack_that_only_reports_is_never_stopped_by_a_loss(case: Case) -> None:
    decision = decide(case.plan, case.usage, {}, report_only=True)
    assert decision.refused is bool(case.plan.problems)
