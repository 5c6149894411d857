"""A plan in words: one short line a change, what destroys annotations first."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TypeVar

from pictograph_provider.classes import Unknown
from pictograph_provider.plan.shapes import ClassPlan, Loss
from pictograph_provider.plan.usage import Usage
from pictograph_provider.texts import WIDTH, Line, plural, quoted_if_needed, table

T = TypeVar("T")
Row = tuple[str, str, str]

MOST = 20
"""Of each kind of change this many are shown in full: a list of hundreds is not read."""

ALL_OF_THEM = "all of them: pictograph-provider review, or as data with --format json"


def describe(plan: ClassPlan, usage: Usage | None = None, *, most: int | None = MOST) -> list[str]:
    """The plan as lines of text.

    Args:
        usage: how much uses each class; None where it was not counted.
        most: how many changes of a kind are shown in full; None for all.
    """
    if plan.unknown:
        return [
            f"{quoted_if_needed(plan.project)}: the classes are not known yet, so neither is what "
            "this destroys.",
            "  up counts before it writes, and refuses what is not permitted.",
        ]
    kinds = [[*kind] for kind in _changes(plan)]
    changes = len(plan.losses) + sum(len(kind) for kind in kinds)
    kept = [("", quoted_if_needed(label), "kept: it was added elsewhere") for label in plan.kept]
    if not changes and not kept:
        return [f"{quoted_if_needed(plan.project)}: no changes to classes"]
    destroying = sum(destroys(loss, usage) for loss in plan.losses)
    verdict = f"{destroying or 'none'} {'destroy' if destroying > 1 else 'destroys'} annotations"
    rows = [
        *_losses(plan, usage, most),
        *(row for kind in kinds for row in _cut(kind, most)),
        *_cut(kept, most),
    ]
    lines = [f"{quoted_if_needed(plan.project)}: {plural(changes, 'change')} to classes, {verdict}"]
    lines += table(rows)
    for doubt in first_of(doubts(plan.losses, usage), most):
        lines += wrap(f"can't tell: {doubt}", WIDTH, subsequent_indent="  ")
    longest = max(len(plan.losses), len(kept), *map(len, kinds))
    return [*lines, ALL_OF_THEM] if longest > len(first_of(range(longest), most)) else lines


def destroys(loss: Loss, usage: Usage | None) -> bool:
    """Whether the loss takes annotations along, or may do so, as far as is known."""
    # Not known is taken for the worst, here as everywhere.
    if usage is None or usage.hides:
        return True
    found = usage.count(loss.name)
    return found.annotations != 0 or found.doubt is not None


def effect(loss: Loss, usage: Usage | None, also: Collection[str] = ()) -> str:
    """What goes with a class, counted.

    Args:
        also: labels of the classes that go along with it.
    """
    found = usage.count(loss.name) if usage else None
    if usage is None or found is None or found.annotations is None:
        return "destroys all annotations that use it"
    if not destroys(loss, usage):
        return "no annotation uses it"
    annotations = plural(found.annotations, "annotation")
    if usage.hides:
        archived = "archived images"
        if usage.archived_images is not None and not usage.hidden:
            archived = plural(usage.archived_images, "archived image")
        return f"destroys at least {annotations}; {archived} not counted"
    if found.doubt:
        return f"destroys at least {annotations}"
    images = "" if found.images is None else f" on {plural(found.images, 'image')}"
    stays = [label for label in loss.namesakes if label not in also]
    return f"destroys {'up to ' if stays else ''}{annotations}{images}"


def doubts(losses: Iterable[Loss], usage: Usage | None) -> list[str]:
    """Which figures are missing or contradict each other, a sentence each."""
    if usage is None:
        return []
    found = [usage.count(loss.name).doubt for loss in losses]
    if found:
        found.append(usage.hidden)
    return [text for text in dict.fromkeys(found) if text]


def largest_first(losses: Iterable[Loss], usage: Usage | None) -> list[Loss]:
    """The most annotations first: the line that matters must not be the one scrolled away."""

    def size(loss: Loss) -> tuple[float, str]:
        found = usage.count(loss.name).annotations if usage else 0
        # What was not counted may be the largest of all.
        return (-math.inf if found is None else -found, loss.label)

    return sorted(losses, key=size)


def _losses(plan: ClassPlan, usage: Usage | None, most: int | None) -> Iterator[Row]:
    also = {loss.label for loss in plan.losses}
    told: dict[str, str] = {}
    losses = largest_first(plan.losses, usage)
    first = first_of(losses, most)
    for loss in first:
        verb, type_ = "- remove", quoted_if_needed(loss.type or "no type")
        if loss.becomes is not None:
            verb, type_ = "- retype", f"{type_} -> {loss.becomes}"
        what = f"{quoted_if_needed(loss.name)} ({type_})"
        if loss.name in told and destroys(loss, usage):
            # The service counts by name: the same annotations must not be read as twice as many.
            yield verb, what, Line(f"counted with {quoted_if_needed(told[loss.name])}", "loss")
        else:
            goes = effect(loss, usage, also)
            yield verb, what, Line(goes, "loss") if destroys(loss, usage) else goes
            if stays := [label for label in loss.namesakes if label not in also]:
                are = "is" if len(stays) == 1 else "are"
                yield "", "", f"{' and '.join(map(quoted_if_needed, stays))} {are} counted with it"
        told.setdefault(loss.name, loss.label)
        yield from _why(plan, loss)
    if rest := losses[len(first) :]:
        yield "- remove", plural(len(rest), "more class"), _sum(rest, usage, told)


def _why(plan: ClassPlan, loss: Loss) -> Iterator[Row]:
    if loss.why == "foreign":
        yield "", "", "added elsewhere, not by this program"
    if loss.name in plan.made:
        new = quoted_if_needed(plan.declared_moves[loss.name])
        yield "", "", f"the move {quoted_if_needed(loss.name)} -> {new} was made before"
    if loss.looks_like:
        seems = "looks like" if loss.likely else "perhaps"
        yield "", "", f"{seems} a rename to {quoted_if_needed(loss.looks_like)}"


def _sum(losses: Sequence[Loss], usage: Usage | None, told: Collection[str]) -> Line:
    if not any(destroys(loss, usage) for loss in losses):
        return Line("no annotation uses them")
    found = usage.total(loss.name for loss in losses if loss.name not in told) if usage else None
    if usage is None or found is None or found.annotations is None:
        return Line("destroys all annotations that use them", "loss")
    least = "at least " if found.doubt or usage.hides else ""
    return Line(f"destroys {least}{plural(found.annotations, 'annotation')} in all", "loss")


def _changes(plan: ClassPlan) -> Iterator[list[Row]]:
    """What changes without a loss, kind by kind."""
    for verb, moves in (("~ rename", plan.renamed), ("~ merge", plan.merged)):
        yield [(verb, _becomes(move.old, move.new), "keeps its annotations") for move in moves]
    yield [
        (
            "~ recolor",
            quoted_if_needed(change.label),
            f"{_color(change.old)} -> {_color(change.new)}",
        )
        for change in plan.recolored
    ]
    yield [
        ("~ edit", quoted_if_needed(edit.label), ", ".join(map(quoted_if_needed, edit.fields)))
        for edit in plan.edited
    ]
    retyped = {loss.name for loss in plan.retyped}
    # The line of a retyped class says already what it becomes.
    yield [
        ("+ add", quoted_if_needed(cls.label), "") for cls in plan.added if cls.name not in retyped
    ]
    if plan.reordered:
        yield [("~ reorder", "the order of the classes", "")]


def _becomes(old: str, new: str) -> str:
    return f"{quoted_if_needed(old)} -> {quoted_if_needed(new)}"


def _color(color: str | Unknown | None) -> str:
    return "not known yet" if isinstance(color, Unknown) else quoted_if_needed(color or "no color")


def _cut(rows: Sequence[Row], most: int | None) -> Iterator[Row]:
    first = first_of(rows, most)
    yield from first
    if rest := rows[len(first) :]:
        # All rows of a kind have one verb.
        verb, _, last = rest[0]
        same = all(row[2] == last for row in rest)
        yield verb, plural(len(rest), "more class"), _plural(last) if same else ""


def _plural(text: str) -> str:
    return {
        "keeps its annotations": "keep their annotations",
        "kept: it was added elsewhere": "kept: they were added elsewhere",
    }.get(text, text)


def first_of(items: Sequence[T], most: int | None) -> Sequence[T]:
    """The first of many; one more than that is no reason to leave it out."""
    return items if most is None or len(items) <= most + 1 else items[:most]
