"""Changes of policy: they destroy nothing now, and open the door to a later loss."""

from __future__ import annotations

from collections.abc import Iterator

from pictograph_provider.review.preview import Step


def policy_notes(step: Step) -> Iterator[str]:
    """What a reviewer should see of a step, apart from what it does now."""
    if step.op not in ("same", "update"):
        return
    before, now = step.old.get("on_delete"), step.new.get("on_delete")
    if now == "delete" and before != now:
        yield 'on_delete becomes "delete": from then on, removing it deletes all its images'
    if step.protected and not step.stays_protected:
        yield "protect is taken out: from then on, Pulumi lets it be deleted"
