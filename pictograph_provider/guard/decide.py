"""Decide, class by class, whether what a plan destroys was consented to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pictograph_provider.plan import ClassPlan, Loss, Usage
from pictograph_provider.spelling import Consent


@dataclass(frozen=True)
class Ruling:
    """What was decided on one loss.

    Attributes:
        outcome: `harmless` when no annotation uses the class, `consented` when the program
            names it, `exceeded` when more would go than it allows, else `refused`.
        annotations: annotations that would go, or None where they were not counted.
        sure: whether there can be no more than that.
    """

    loss: Loss
    outcome: Literal["harmless", "consented", "exceeded", "refused"]
    annotations: int | None
    bound: int | None = None
    sure: bool = True

    @property
    def stops(self) -> bool:
        return self.outcome in ("exceeded", "refused")


@dataclass(frozen=True)
class Decision:
    """Whether a plan may be carried out, and why.

    Attributes:
        stale: names in the consent that no loss answers to.
        report_only: the stack's policy is to report and never to refuse.
    """

    plan: ClassPlan
    usage: Usage | None
    consent: Consent
    rulings: tuple[Ruling, ...]
    stale: tuple[str, ...]
    report_only: bool = False

    @property
    def refused(self) -> bool:
        stops = any(ruling.stops for ruling in self.rulings) and not self.report_only
        return stops or bool(self.plan.problems)

    @property
    def destroys(self) -> bool:
        """Whether annotations would be lost, or could be, if it is carried out."""
        return any(ruling.outcome != "harmless" for ruling in self.rulings)


def decide(
    plan: ClassPlan, usage: Usage | None, consent: Consent, *, report_only: bool = False
) -> Decision:
    """Hold a plan against the consent for it.

    A class that no annotation uses may be removed without consent, but for three cases: archived
    images could hide annotations of it, the service gave no figure that can be believed, or
    it is foreign: that is somebody else's work, so it is never removed unless it is named.

    Args:
        usage: counts from the live service; None where nothing was counted.
        consent: the classes that the program names.
        report_only: report what would be lost and refuse nothing.
    """
    rulings = tuple(_judge(loss, usage, consent) for loss in plan.losses)
    lost = {loss.name for loss in plan.losses}
    # Of a list that is not known yet, no name can be said to be gone.
    stale = () if plan.unknown else tuple(name for name in consent if name not in lost)
    return Decision(plan, usage, consent, rulings, stale, report_only)


def _judge(loss: Loss, usage: Usage | None, consent: Consent) -> Ruling:
    found = usage.count(loss.name) if usage else None
    annotations = found.annotations if found else None
    sure = found is not None and found.doubt is None and usage is not None and not usage.hides
    if annotations == 0 and sure and loss.why != "foreign":
        return Ruling(loss, "harmless", annotations)
    if loss.name not in consent:
        return Ruling(loss, "refused", annotations, sure=sure)
    bound = consent[loss.name]
    # A bound is a promise about the most that may go: where not all is counted, it can't be kept.
    if bound is not None and (not sure or annotations is None or annotations > bound):
        return Ruling(loss, "exceeded", annotations, bound, sure)
    return Ruling(loss, "consented", annotations, bound, sure)
