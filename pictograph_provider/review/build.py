"""From a preview to a report: each project of it assessed, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import cast

from pictograph_provider.client import Client, PictographError
from pictograph_provider.lifecycle.session import RefusedError
from pictograph_provider.review.assessment import Assessment, not_counted
from pictograph_provider.review.classes import assess_adoption, assess_update
from pictograph_provider.review.deletions import assess_deletion, uncounted_deletion
from pictograph_provider.review.failures import failures, left_out, not_reached, refusals
from pictograph_provider.review.preview import Preview, Step
from pictograph_provider.review.report import Action, Change, Report, Total
from pictograph_provider.review.service import NotCountedError, Service
from pictograph_provider.spelling import PYTHON

ACTIONS: dict[str, Action] = {
    "create": "create",
    "import": "adopt",
    "update": "update",
    "delete": "delete",
    "replace": "replace",
    "delete-replaced": "replace",
    "same": "none",
}
"""Steps of the engine that a project lives through. Others only read, or repeat one of these."""

DELETIONS = ("delete", "replace", "delete-replaced")
THREADS = 4
ORDER = ("refused", "permitted", "unknown", "harmless")


def review(
    preview: Preview,
    connect: Callable[[], Client],
    recorded: Callable[[], Collection[str] | None],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Assess every step of a preview.

    Args:
        connect: opens a client of the live service; called when something is to be counted.
        recorded: URNs of all projects in state, None where it can't be read; called when the
            preview failed, so that it may not have come to all of them.
        progress: told how many of how many projects are done.
    """
    # A replacement is several steps of one resource; one of each kind is all there is to tell.
    found = [step for step in preview.steps if step.op in ACTIONS]
    steps = {(step.urn, ACTIONS[step.op]): step for step in found}
    # One that is imported and not yet what is declared is two steps: the second tells what it does.
    imported = {step.urn for step in found if step.op == "import"}
    for urn in imported & {step.urn for step in found if step.op == "update"}:
        del steps[urn, ACTIONS["import"]]
    service = Service(preview, connect)
    trouble: list[str] = []

    def assess(step: Step) -> Change:
        try:
            told = _assess(service, step)
            return _change(step, replace(told, action="adopt") if step.urn in imported else told)
        except NotCountedError as error:
            return _change(step, _not_counted(step, str(error)))
        except (PictographError, RefusedError) as error:
            trouble.append(str(error))
            return _change(step, _not_counted(step, str(error)))
        except Exception as error:  # noqa: BLE001 - one project's oddity must not hide the others
            trouble.append(f"a fault in pictograph-provider: {type(error).__name__}: {error}")
            return _change(step, _not_counted(step, "see the failures"))

    try:
        with ThreadPoolExecutor(THREADS) as pool:
            assessed = []
            for change in pool.map(assess, steps.values()):
                assessed.append(change)
                progress(len(assessed), len(steps))
    finally:
        service.close()
    changes = [change for change in assessed if _worth_telling(change)]
    changes += refusals(preview)
    changes.sort(key=lambda change: (not change.destructive, ORDER.index(change.verdict),
                                     -_size(change), change.resource))  # fmt: skip
    failed = [*dict.fromkeys(failures(preview))]
    unseen: list[str] = []
    if failed:
        known = recorded()
        unseen = not_reached(preview, known)
        failed += filter(None, [left_out(unseen, known)])
    failed += sorted(set(trouble))
    return Report(
        program=preview.program,
        stack=preview.stack,
        command=preview.command,
        complete=not failed,
        failures=failed,
        not_reached=unseen,
        permitted=_total(changes, "permitted"),
        refused=_total(changes, "refused"),
        unknown=sum(change.verdict == "unknown" for change in changes),
        unchanged=sum(change.action == "none" for change in assessed),
        changes=changes,
        consent_setting=_consent_setting(preview),
    )


def _consent_setting(preview: Preview) -> str:
    spellings = [step.spelling for step in preview.steps] or [PYTHON]
    return " / ".join(dict.fromkeys(one.setting("allow_class_removal") for one in spellings))


def _assess(service: Service, step: Step) -> Assessment:
    if step.op in DELETIONS:
        return assess_deletion(service, step)
    if step.op == "import":
        return Assessment()  # the engine takes it over only where it is just what is declared
    if step.op == "create":
        return assess_adoption(service, step) if step.new.get("adopt") else Assessment()
    return assess_update(service, step)


def _not_counted(step: Step, why: str) -> Assessment:
    return uncounted_deletion(step, why) if step.op in DELETIONS else not_counted(why)


def _change(step: Step, found: Assessment) -> Change:
    name = step.outputs.get("name", step.new.get("name"))
    organization = cast("str | None", step.outputs.get("organization_id"))
    return Change(
        resource=step.resource,
        urn=step.urn,
        project=name if isinstance(name, str) else step.resource,
        project_id=found.project_id or step.id,
        organization_id=found.organization_id or organization,
        action=found.action or ACTIONS[step.op],
        verdict=found.verdict,
        destructive=found.destructive,
        reason=found.reason,
        classes=[*found.classes],
        total_annotations=found.total_annotations,
        deletion=found.deletion,
        fields=[*found.fields],
        class_changes=[*found.class_changes],
        consents_in_force=[*found.consents_in_force],
        consents_stale=[*found.consents_stale],
        ways_out=[*found.ways_out],
        written_in=step.spelling.source,
        notes=[*found.notes, *_policy_notes(step)],
        plan=[*found.plan],
    )


def _worth_telling(change: Change) -> bool:
    return change.action != "none" or bool(change.consents_stale or change.notes)


def _size(change: Change) -> int:
    deleted = change.deletion.annotations or 0 if change.deletion else 0
    # By name, as the service counts: two classes of one name share the same annotations.
    return deleted + sum({loss.name: loss.annotations or 0 for loss in change.classes}.values())


def _total(changes: Iterable[Change], verdict: str) -> Total:
    total = Total()
    missing: set[str] = set()
    for change in changes:
        if change.verdict != verdict or not change.destructive:
            continue
        deletion = change.deletion
        total.annotations += _size(change)
        total.images += (deletion.images or 0) if deletion else 0
        total.bytes += (deletion.bytes or 0) if deletion else 0
        total.at_least |= bool(deletion and deletion.at_least)
        total.at_least |= any(loss.at_least for loss in change.classes)
        missing |= {*deletion.missing} if deletion else set()
        if any(loss.annotations is None for loss in change.classes):
            missing.add("class_annotation_counts")
    total.missing = sorted(missing)
    return total


def _policy_notes(step: Step) -> Iterator[str]:
    """Changes of policy: they destroy nothing now, and permit a later loss."""
    if step.op not in ("same", "update"):
        return
    before, now = step.old.get("on_delete"), step.new.get("on_delete")
    if now == "delete" and before != now:
        setting = step.spelling.assign("on_delete", "delete")
        yield f"{setting} is new: from then on, removing it deletes all its images"
    if step.protected and not step.stays_protected:
        yield "protect is taken out: from then on, Pulumi lets it be deleted"
