"""What a change of its class list takes from a project, by the very decision of an `up`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pictograph_provider import guard
from pictograph_provider.guard import Decision, explain, stale_words
from pictograph_provider.guard.ways_out import ways
from pictograph_provider.lifecycle.assess import assess
from pictograph_provider.lifecycle.save import save_policy
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.plan import UNKNOWN, ClassPlan, Unknown, describe
from pictograph_provider.plan.text import effect
from pictograph_provider.review.assessment import Assessment
from pictograph_provider.review.fields import (
    adopted_field_changes,
    class_changes,
    field_changes,
)
from pictograph_provider.review.hidden import hidden, without
from pictograph_provider.review.preview import Step
from pictograph_provider.review.report import ClassLoss, Verdict, WayOut
from pictograph_provider.review.service import Service
from pictograph_provider.spelling import Spelling
from pictograph_provider.state.changes import changes
from pictograph_provider.state.declaration import Declaration, declaration, holds_unknown
from pictograph_provider.state.recorded import recorded, recorded_inputs
from pictograph_provider.texts import plural, quoted_if_needed


def assess_update(service: Service, step: Step) -> Assessment:
    """What the program's new inputs do to a project that is in state.

    Raises:
        NotCountedError: the key cannot see the project.
    """
    wanted = declaration(step.new)
    changed = tuple(field_changes(step))
    if not _touches_classes(step, wanted):
        stale = () if isinstance(wanted.classes, Unknown) else tuple(wanted.consent)
        return Assessment(fields=changed, consents_stale=stale)
    if wanted.classes is UNKNOWN:
        return replace(_CANNOT_TELL, fields=changed, plan=tuple(_not_known(step)))
    session = service.session(step)
    project = service.find(session, step)
    if project is None:
        return Assessment("refused", reason="it was deleted elsewhere: run pulumi refresh first")
    before = recorded_inputs(step.old)
    decision = assess(session, wanted, project, before.declared_before, before.moves)
    notes = []
    if step.outputs.get("name") not in (project.name, UNKNOWN):
        notes.append(
            f"it is called {quoted_if_needed(project.name)} in the service: run pulumi refresh "
            "first"
        )
    found = _decided(session, decision, wanted)
    found = replace(found, fields=changed, notes=(*notes, *found.notes))
    return without(hidden(step, project), found)


def assess_adoption(service: Service, step: Step) -> Assessment:
    """What it does to a project that is there already and is to be taken over.

    Raises:
        NotCountedError: the key cannot see the project.
    """
    wanted = declaration(step.new)
    if isinstance(wanted.name, Unknown):
        return replace(_CANNOT_TELL, action="adopt")
    service.require_this_key(step)
    session = service.session(step)
    project = session.find(wanted.name)
    if project is None:
        return Assessment()  # there is none to take over: it is created
    if wanted.classes is UNKNOWN:
        return replace(_CANNOT_TELL, action="adopt", plan=tuple(_not_known(step)))
    found = _decided(session, assess(session, wanted, project, (), {}), wanted)
    takes_over = f"takes over project {project.id}, {plural(project.image_count, 'image')}"
    return replace(
        found,
        action="adopt",
        project_id=project.id,
        organization_id=project.organization_id,
        fields=tuple(adopted_field_changes(step, project)),
        notes=(takes_over, *found.notes),
    )


def not_saved(spelling: Spelling) -> str:
    """A note on annotations that are permitted to go, and saved nowhere."""
    setting = spelling.setting("save_before_removal")
    return f"nothing saves the annotations first: {setting} is not set"


_CANNOT_TELL = Assessment(
    "unknown",
    destructive=True,
    reason="the classes are not known yet, or secret; up counts before it writes",
)


def _not_known(step: Step) -> list[str]:
    return describe(ClassPlan(str(step.outputs.get("name", step.resource)), unknown=True))


def _touches_classes(step: Step, wanted: Declaration) -> bool:
    if wanted.classes is None:
        return False
    # A secret hides what an up would compare, so it may touch the classes.
    if holds_unknown(dict(step.outputs)) or holds_unknown(dict(step.old)):
        return True
    # An up writes what differs from the outputs, a check assesses what differs from the inputs.
    kept = (recorded(step.outputs), recorded_inputs(step.old))
    return any(changes(each, wanted).classes for each in kept)


def _decided(session: Session, decision: Decision, wanted: Declaration) -> Assessment:
    notes = []
    policy = save_policy(session, wanted)
    unsaved = policy.refusal(session.spelling) if decision.destroys else None
    if decision.destroys and policy.place:
        notes.append(
            f"annotations are saved first in {quoted_if_needed(policy.place)}; if that fails, none "
            "is removed"
        )
    elif decision.destroys and not decision.refused and not unsaved:
        notes.append(not_saved(session.spelling))
    verdict: Verdict = "harmless"
    reason = ""
    if decision.refused:
        verdict, reason = "refused", "; ".join(_reasons(decision, session.spelling))
    elif unsaved:
        verdict, reason = "refused", unsaved
    elif decision.destroys:
        verdict, reason = "permitted", _permission(decision, session.spelling)
    return Assessment(
        verdict,
        destructive=decision.destroys,
        reason=reason,
        classes=tuple(_loss(ruled, decision) for ruled in decision.rulings),
        total_annotations=decision.usage.total_annotations if decision.usage else None,
        consents_in_force=tuple(
            ruled.loss.name for ruled in decision.rulings if ruled.outcome == "consented"
        ),
        consents_stale=decision.stale,
        notes=tuple(notes),
        class_changes=tuple(class_changes(decision.plan)),
        ways_out=tuple(_ways_out(decision, session.spelling)),
        plan=tuple(plan_lines(decision, session.spelling)),
    )


def _ways_out(decision: Decision, spelling: Spelling) -> Iterator[WayOut]:
    stops = [ruled for ruled in decision.rulings if ruled.stops]
    if stops and not decision.report_only:
        for label, lines in ways(stops, decision, spelling, None):
            yield WayOut(label=label, code="\n".join(lines))


def plan_lines(decision: Decision, spelling: Spelling) -> Iterator[str]:
    """The plan and the ruling in words, but for the stale consents."""
    # A report lists stale consents of all projects in one place.
    stale = stale_words(decision.stale, spelling=spelling, most=None)
    lines = explain(decision, spelling=spelling, most=None)
    return (line for line in lines if line not in stale)


def _reasons(decision: Decision, spelling: Spelling) -> Iterator[str]:
    if decision.plan.problems:
        yield f"{spelling.setting('class_moves')} cannot be made"
    consent = spelling.setting("allow_class_removal")
    rulings = [ruled.outcome for ruled in decision.rulings]
    if refused := rulings.count("refused"):
        yield f"{consent} does not name {'it' if refused == 1 else 'them'}"
    if "exceeded" in rulings:
        yield f"more would go than {consent} permits"


def _permission(decision: Decision, spelling: Spelling) -> str:
    if any(ruled.stops for ruled in decision.rulings):
        return "classRemoval is report: nothing is refused"
    return f"permitted by {spelling.setting('allow_class_removal')}"


def _loss(ruled: guard.Ruling, decision: Decision) -> ClassLoss:
    loss, usage = ruled.loss, decision.usage
    return ClassLoss(
        name=loss.name,
        type=loss.type,
        why=loss.why,
        becomes=loss.becomes,
        looks_like=loss.looks_like,
        annotations=ruled.annotations,
        images=usage.count(loss.name).images if usage else None,
        at_least=not ruled.sure,
        color=loss.color,
        ruling=ruled.outcome,
        bound=ruled.bound,
        effect=effect(loss, usage),
    )
