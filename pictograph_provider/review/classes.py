"""What a change of its class list takes from a project, by the very decision of an `up`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pictograph_provider.guard import Decision, Verdict, explain
from pictograph_provider.lifecycle.save import folder_of
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.weigh import weigh
from pictograph_provider.plan import UNKNOWN, ClassPlan, Unknown, describe
from pictograph_provider.plan.text import effect
from pictograph_provider.review.preview import Step
from pictograph_provider.review.report import ClassLoss
from pictograph_provider.review.service import Service
from pictograph_provider.state.changes import changed_fields, touches_classes
from pictograph_provider.state.declaration import Declaration, declaration, holds_unknown, labels
from pictograph_provider.texts import count, shown


def weigh_update(service: Service, step: Step) -> dict[str, Any]:
    """The parts of a change that the program's new inputs decide.

    Raises:
        NotCountedError: the key cannot see the project.
    """
    wanted = declaration(step.new)
    # A secret output hides what an up would compare, so it may touch the classes.
    hidden = holds_unknown(dict(step.outputs))
    fields = {"classes"} if hidden else changed_fields(step.outputs, step.new)
    plan = [f"changes {name}" for name in sorted(fields - {"classes"})]
    if not _touches_classes(step, fields):
        stale = [] if isinstance(wanted.classes, Unknown) else [*wanted.consent]
        return {"plan": plan, "consents_stale": stale}
    if wanted.classes is UNKNOWN:
        return {"plan": [*plan, *_not_known(step)], **_CANNOT_TELL}
    session = service.session(step)
    project = service.find(session, step)
    if project is None:
        reason = "it was deleted elsewhere: run pulumi refresh first"
        return {"verdict": "refused", "reason": reason}
    decision = weigh(session, wanted, project, labels(step.old), step.old.get("class_moves") or {})
    notes = []
    if project.name != step.outputs.get("name"):
        notes.append(f"it is called {shown(project.name)} in the service: run pulumi refresh first")
    parts = _decided(session, decision, wanted)
    return parts | {"plan": [*plan, *parts["plan"]], "notes": [*notes, *parts["notes"]]}


def weigh_adoption(service: Service, step: Step) -> dict[str, Any]:
    """The parts of a change that takes over a project which is there already.

    Raises:
        NotCountedError: the key cannot see the project.
    """
    wanted = declaration(step.new)
    if isinstance(wanted.name, Unknown):
        return {"action": "adopt", **_CANNOT_TELL}
    service.refuse_stranger(step)
    session = service.session(step)
    project = session.find(wanted.name)
    if project is None:
        return {}  # there is none to take over: it is created
    if wanted.classes is UNKNOWN:
        return {"action": "adopt", "plan": _not_known(step), **_CANNOT_TELL}
    parts = _decided(session, weigh(session, wanted, project, (), {}), wanted)
    found = f"takes over project {project.id}, {count(project.image_count, 'image')}"
    return parts | {
        "action": "adopt",
        "project_id": project.id,
        "organization_id": project.organization_id,
        "notes": [found, *parts["notes"]],
    }


_CANNOT_TELL = {
    "verdict": "unknown",
    "destructive": True,
    "reason": "the classes are not known yet, or secret; up counts before it writes",
}


def _not_known(step: Step) -> list[str]:
    return describe(ClassPlan(str(step.outputs.get("name", step.resource)), unknown=True))


def _touches_classes(step: Step, fields: set[str]) -> bool:
    # An up writes what differs from the outputs, a check weighs what differs from the inputs.
    return (
        "classes" in fields or holds_unknown(dict(step.old)) or touches_classes(step.old, step.new)
    )


def _decided(session: Session, decision: Decision, wanted: Declaration) -> dict[str, Any]:
    notes = []
    folder = folder_of(session, wanted.save_before_removal)
    if decision.destroys and folder:
        notes.append(f"annotations are saved first in {shown(folder)}; if that fails, none go")
    verdict, reason = "harmless", ""
    if decision.refused:
        verdict, reason = "refused", "; ".join(_reasons(decision))
    elif decision.destroys:
        verdict, reason = "permitted", _permission(decision)
    return {
        "verdict": verdict,
        "destructive": decision.destroys,
        "reason": reason,
        "classes": [_loss(verdict, decision) for verdict in decision.verdicts],
        "consents_in_force": [
            verdict.loss.name for verdict in decision.verdicts if verdict.ruling == "consented"
        ],
        "consents_stale": list(decision.stale),
        "notes": notes,
        "plan": explain(decision, most=None),
    }


def _reasons(decision: Decision) -> Iterator[str]:
    if decision.plan.problems:
        yield "class_moves cannot be made"
    exceeded = [verdict for verdict in decision.verdicts if verdict.ruling == "exceeded"]
    if any(verdict.ruling == "refused" for verdict in decision.verdicts):
        yield "allow_class_removal does not name it"
    if exceeded:
        yield "more would go than allow_class_removal permits"


def _permission(decision: Decision) -> str:
    if any(verdict.stops for verdict in decision.verdicts):
        return "classRemoval is report: nothing is refused"
    return "permitted by allow_class_removal"


def _loss(verdict: Verdict, decision: Decision) -> ClassLoss:
    loss, usage = verdict.loss, decision.usage
    return ClassLoss(
        name=loss.name,
        type=loss.type,
        why=loss.why,
        becomes=loss.becomes,
        looks_like=loss.looks_like,
        annotations=verdict.annotations,
        images=usage.count(loss.name).images if usage else None,
        at_least=not verdict.sure,
        ruling=verdict.ruling,
        bound=verdict.bound,
        effect=effect(loss, usage),
    )
