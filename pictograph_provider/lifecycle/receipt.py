"""What was done, in words, with the figures that the service gave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pictograph_provider.classes import label
from pictograph_provider.client import PictographError
from pictograph_provider.guard import Decision
from pictograph_provider.lifecycle.assess import count_usage
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.plan import Move, Usage
from pictograph_provider.texts import plural, quoted_if_needed


def moved(project: Project, move: Move, answer: Mapping[str, Any]) -> str:
    """A line on a move that was made."""
    verb = "renamed" if move.kind == "rename" else "merged"
    updated = answer.get("annotations_updated")
    annotations = plural(updated if isinstance(updated, int) else None, "annotation")
    return (
        f"{quoted_if_needed(project.name)}: {verb} class {quoted_if_needed(move.old)} -> "
        f"{quoted_if_needed(move.new)}, {annotations} moved along"
    )


def receipt(session: Session, decision: Decision, after: Project) -> list[str]:
    """Lines on the classes that are gone, counted before the write and after it."""
    losses = decision.plan.losses
    if not losses:
        return _order_note(decision, after)
    now = _counted(session, after)
    permitted = any(verdict.outcome == "consented" for verdict in decision.rulings)
    lines = [
        f"{quoted_if_needed(after.name)}: removed {len(losses)} of its classes"
        + (", as permitted" if permitted else "")
    ]
    for loss in losses:
        had = _used(decision.usage, loss.name)
        left = now.count(loss.name).annotations if now else None
        since = "not counted since" if left is None else f"{left:,} now"
        lines.append(f"  {quoted_if_needed(loss.label)}: {had} before, {since}")
    return [*lines, *_order_note(decision, after)]


def _used(usage: Usage | None, name: str) -> str:
    found = usage.count(name) if usage else None
    if found is None or found.annotations is None:
        return "not counted"
    images = "" if found.images is None else f" on {plural(found.images, 'image')}"
    return f"{plural(found.annotations, 'annotation')}{images}"


def _counted(session: Session, after: Project) -> Usage | None:
    try:
        return count_usage(session, after)
    except (PictographError, RefusedError):
        return None  # what was done is done, and has to be recorded


def _order_note(decision: Decision, after: Project) -> list[str]:
    written = [label(entry["name"], entry.get("type")) for entry in decision.plan.result]
    live = [label(cls.name, cls.type) for cls in after.classes]
    if [key for key in live if key in written] == [key for key in written if key in live]:
        return []
    return [f"{quoted_if_needed(after.name)}: the service keeps its own order of the classes."]
