"""A plan in words: one short line a change, what destroys annotations first."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from textwrap import wrap

from pictograph_provider.plan.shapes import ClassPlan, Loss, Unknown
from pictograph_provider.plan.usage import Usage
from pictograph_provider.texts import WIDTH, count, shown, table

Row = tuple[str, str, str]


def describe(plan: ClassPlan, usage: Usage | None = None) -> list[str]:
    """The plan as lines of text.

    Args:
        usage: how much uses each class; None where it was not counted.
    """
    if plan.unknown:
        return [
            f"{shown(plan.project)}: the classes are not known yet, so what this destroys can't",
            "  be told now. up counts before it writes, and refuses what is not permitted.",
        ]
    rows = [*_losses(plan, usage), *_changes(plan)]
    if not rows:
        return [f"{shown(plan.project)}: no changes to classes"]
    changes = len([row for row in rows if row[0]])
    destroying = sum(destroys(loss, usage) for loss in plan.losses)
    verdict = f"{destroying or 'none'} {'destroy' if destroying > 1 else 'destroys'} annotations"
    title = f"{shown(plan.project)}: {count(changes, 'change')} to classes, {verdict}"
    lines = [title, *table(rows)]
    for doubt in doubts(plan.losses, usage):
        lines += wrap(f"can't tell: {doubt}", WIDTH, subsequent_indent="  ")
    return lines


def destroys(loss: Loss, usage: Usage | None) -> bool:
    """Whether the loss takes annotations along, or may do so for all that is known."""
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
    annotations = count(found.annotations, "annotation")
    if usage.hides:
        archived = "archived images"
        if usage.archived_images is not None and not usage.hidden:
            archived = count(usage.archived_images, "archived image")
        return f"destroys at least {annotations}; {archived} not counted"
    if found.doubt:
        return f"destroys at least {annotations}"
    images = "" if found.images is None else f" on {count(found.images, 'image')}"
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


def _losses(plan: ClassPlan, usage: Usage | None) -> Iterator[Row]:
    # The most annotations first: the line that matters must not be the one scrolled away.
    def weight(loss: Loss) -> tuple[float, str]:
        found = usage.count(loss.name).annotations if usage else 0
        return (-math.inf if found is None else -found, loss.label)

    also = {loss.label for loss in plan.losses}
    told: dict[str, str] = {}
    for loss in sorted(plan.losses, key=weight):
        verb, what = "- remove", shown(loss.name) + f" ({loss.type})"
        if loss.becomes is not None:
            verb, what = "- retype", shown(loss.name) + f" ({loss.type} -> {loss.becomes})"
        if loss.name in told and destroys(loss, usage):
            # The service counts by name: the same annotations must not be read as twice as many.
            yield verb, what, f"counted with {shown(told[loss.name])}"
        else:
            yield verb, what, effect(loss, usage, also)
            if stays := [label for label in loss.namesakes if label not in also]:
                yield "", "", f"{' and '.join(map(shown, stays))} is counted with it"
        told.setdefault(loss.name, loss.label)
        if loss.why == "foreign":
            yield "", "", "added elsewhere, not by this program"
        if loss.looks_like:
            yield "", "", f"looks like a rename to {shown(loss.looks_like)}"


def _changes(plan: ClassPlan) -> Iterator[Row]:
    for move in plan.renamed:
        yield "~ rename", f"{shown(move.old)} -> {shown(move.new)}", "keeps its annotations"
    for move in plan.merged:
        yield "~ merge", f"{shown(move.old)} -> {shown(move.new)}", "keeps its annotations"
    for recolour in plan.recoloured:
        new = "not known yet" if isinstance(recolour.new, Unknown) else recolour.new
        yield "~ recolour", shown(recolour.label), f"{recolour.old or 'no colour'} -> {new}"
    for edit in plan.edited:
        yield "~ edit", shown(edit.label), ", ".join(edit.fields)
    retyped = {loss.name for loss in plan.retyped}
    for cls in plan.added:
        if cls.name not in retyped:  # its line says already what it becomes
            yield "+ add", shown(cls.label), ""
    if plan.reordered:
        yield "~ reorder", "the order of the classes", ""
    for label in plan.kept:
        yield "", shown(label), "kept: it was added elsewhere"
