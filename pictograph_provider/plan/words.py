"""A plan in words: one short line a change, what destroys annotations first."""

from __future__ import annotations

from collections.abc import Iterator

from pictograph_provider.plan.shapes import ClassPlan, Loss, Unknown, Usage
from pictograph_provider.texts import count, shown, table

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
    return [title, *table(rows)]


def destroys(loss: Loss, usage: Usage | None) -> bool:
    """Whether the loss takes annotations along, or may do so for all that is known."""
    return usage is None or usage.annotations.get(loss.name, 0) > 0 or usage.archived_images > 0


def effect(loss: Loss, usage: Usage | None) -> str:
    """What goes with a class, counted."""
    if usage is None:
        return "destroys all annotations that use it"
    annotations = count(usage.annotations.get(loss.name, 0), "annotation")
    if usage.archived_images:
        archived = count(usage.archived_images, "archived image")
        return f"destroys at least {annotations}; {archived} not counted"
    if not usage.annotations.get(loss.name):
        return "no annotation uses it"
    return f"destroys {annotations} on {count(usage.images.get(loss.name, 0), 'image')}"


def _losses(plan: ClassPlan, usage: Usage | None) -> Iterator[Row]:
    # The most annotations first: the line that matters must not be the one scrolled away.
    def weight(loss: Loss) -> tuple[int, str]:
        return (-(usage.annotations.get(loss.name, 0) if usage else 0), loss.label)

    for loss in sorted(plan.losses, key=weight):
        verb, what = "- remove", shown(loss.name) + f" ({loss.type})"
        if loss.becomes is not None:
            verb, what = "- retype", shown(loss.name) + f" ({loss.type} -> {loss.becomes})"
        yield verb, what, effect(loss, usage)
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
