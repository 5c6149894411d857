"""What was found out about one step of a preview, before it is told in the words of a report."""

from __future__ import annotations

from dataclasses import dataclass

from pictograph_provider.review.report import (
    Action,
    ClassLoss,
    Deletion,
    FieldChange,
    Verdict,
    WayOut,
)


@dataclass(frozen=True)
class Assessment:
    """What one step does to its project. As it stands: it destroys nothing.

    Attributes:
        action: what happens, where it is something else than the engine's step says.
        destructive: whether something is destroyed, or may be, or is tried to be.
        reason: why that verdict, a sentence.
        project_id, organization_id: of a project that is not in state yet.
        plan: the change in the words of a preview, line by line.
    """

    verdict: Verdict = "harmless"
    destructive: bool = False
    reason: str = ""
    action: Action | None = None
    project_id: str | None = None
    organization_id: str | None = None
    classes: tuple[ClassLoss, ...] = ()
    total_annotations: int | None = None
    deletion: Deletion | None = None
    fields: tuple[FieldChange, ...] = ()
    class_changes: tuple[str, ...] = ()
    consents_in_force: tuple[str, ...] = ()
    consents_stale: tuple[str, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    notes: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()


def not_counted(why: str) -> Assessment:
    """It may destroy something, and nobody could look."""
    return Assessment("unknown", destructive=True, reason=f"not counted: {why}")
