"""Why a preview is not the whole truth: what failed in it, and what that hides."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pictograph_provider.lifecycle.check import REFUSED
from pictograph_provider.review.preview import Preview
from pictograph_provider.review.report import Change
from pictograph_provider.settings import REVIEW
from pictograph_provider.texts import plural, quoted_if_needed

ENGINES_LAST_WORDS = ("preview failed", "update failed")


def refusals(preview: Preview) -> Iterator[Change]:
    """Changes that the provider itself refused, so that the preview ended at them.

    A preview that is made to be reviewed has none. Of others, the words of the refusal are all
    there is: it has no step, and the counts in it are for people.
    """
    for urn, message in preview.errors:
        if urn is None or REFUSED not in message:
            continue
        resource = urn.split("::", 3)[-1]
        yield Change(
            resource=resource,
            urn=urn,
            project=resource,
            action="update",
            verdict="refused",
            destructive=True,
            reason="the preview ended here; what it counted is in the plan",
            plan=message.split("\n")[1:],
        )


def not_reached(preview: Preview, recorded: Collection[str] | None) -> list[str]:
    """Names of the stack's projects that a preview which failed says nothing of.

    The engine works on many resources at a time, so which of them it was done with when one of
    them failed is another at each run.

    Args:
        recorded: URNs of all projects in state; None where it can't be read.
    """
    told = {step.urn for step in preview.steps} | {urn for urn, _ in preview.errors}
    return sorted(urn.split("::", 3)[-1] for urn in {*(recorded or ())} - told)


def left_out(names: Collection[str], recorded: Collection[str] | None) -> str:
    """What a preview that failed leaves out, as a failure of the report; empty if nothing."""
    if recorded is None:
        return (
            "the stack's state can't be read here, so projects that the preview did not come to "
            "are not named. Run the review where `pulumi stack export` works."
        )
    if not names:
        return ""
    listed = ", ".join(map(quoted_if_needed, names))
    return (
        f"the preview failed before it came to {plural(len(names), 'other project')} of the "
        f"stack, and what happens to them is not known: {listed}"
    )


def failures(preview: Preview) -> Iterator[str]:
    """What keeps the preview from being complete, a text each."""
    protected = {step.urn for step in preview.steps if step.protected}
    for urn, message in preview.errors:
        if urn is None and message in ENGINES_LAST_WORDS:
            continue
        if urn in protected and "is protected" in message:
            continue  # it is in the report, as a refused deletion
        if urn is not None and REFUSED in message:
            yield (
                "the preview ended at a refusal, so later changes and all deletes are missing. "
                f"Make it so: {REVIEW}=1 pulumi preview --json --show-sames"
            )
        else:
            yield message
