"""Decide, class by class, whether what a plan destroys was consented to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pictograph_provider.plan import ClassPlan, Loss, Usage

Consent = Mapping[str, int | None]
"""Class names that may be lost, each with the most annotations that may go, or None."""


@dataclass(frozen=True)
class Verdict:
    """What was decided on one loss.

    Attributes:
        ruling: `harmless` when no annotation uses the class, `consented` when the program
            names it, `exceeded` when more would go than it allows, else `refused`.
        annotations: annotations that would go, or None where they were not counted.
    """

    loss: Loss
    ruling: Literal["harmless", "consented", "exceeded", "refused"]
    annotations: int | None
    bound: int | None = None

    @property
    def stops(self) -> bool:
        return self.ruling in ("exceeded", "refused")


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
    verdicts: tuple[Verdict, ...]
    stale: tuple[str, ...]
    report_only: bool = False

    @property
    def refused(self) -> bool:
        stops = any(verdict.stops for verdict in self.verdicts) and not self.report_only
        return stops or bool(self.plan.problems)

    @property
    def destroys(self) -> bool:
        """Whether annotations would be lost, or could be, if it is carried out."""
        return any(verdict.ruling != "harmless" for verdict in self.verdicts)


def decide(
    plan: ClassPlan, usage: Usage | None, consent: Consent, *, report_only: bool = False
) -> Decision:
    """Weigh a plan against the consent for it.

    A class that no annotation uses may go without a word, but for two cases: archived
    images could hide annotations of it, and a foreign class is somebody else's work, so
    it is never removed unless it is named.

    Args:
        usage: counts from the live service; None when nothing would be lost.
        consent: the classes that the program names.
        report_only: report what would be lost and refuse nothing.
    """
    verdicts = tuple(_judge(loss, usage, consent) for loss in plan.losses)
    lost = {loss.name for loss in plan.losses}
    stale = () if plan.unknown else tuple(name for name in consent if name not in lost)
    return Decision(plan, usage, consent, verdicts, stale, report_only)


def _judge(loss: Loss, usage: Usage | None, consent: Consent) -> Verdict:
    annotations = usage.annotations.get(loss.name, 0) if usage else None
    hidden = usage is None or usage.archived_images > 0
    if annotations == 0 and not hidden and loss.why != "foreign":
        return Verdict(loss, "harmless", annotations)
    if loss.name not in consent:
        return Verdict(loss, "refused", annotations)
    bound = consent[loss.name]
    # A bound is a promise about the most that may go: it can't be kept with uncounted images.
    if bound is not None and (hidden or annotations is None or annotations > bound):
        return Verdict(loss, "exceeded", annotations, bound)
    return Verdict(loss, "consented", annotations, bound)
