"""Hold a declaration against the live project: plan, count, decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from pictograph_provider.guard import Decision, decide
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.plan import ClassPlan, Usage
from pictograph_provider.state.declaration import Declaration

if TYPE_CHECKING:
    from pictograph_provider.models import Project


def assess(
    session: Session,
    wanted: Declaration,
    project: Project,
    recorded: Collection[str],
    done: Mapping[str, str],
    planned: ClassPlan | None = None,
) -> Decision:
    """What writing the declared classes would do, counted in the live service, and the ruling.

    Counting takes one more request, and only where something would be lost.

    Args:
        recorded, done: as `Declaration.plan` takes them.
        planned: the plan from what state records. It is this one where nothing has changed since.
    """
    plan = planned if planned is not None and _holds(planned, project) else None
    if plan is None:
        plan = wanted.plan(project.name, project.classes, recorded=recorded, done=done)
    usage = count_usage(session, project) if plan.losses else None
    return decide(plan, usage, wanted.consent, report_only=session.report_only)


def _holds(plan: ClassPlan, project: Project) -> bool:
    # Of a plan with moves, `base` is what comes after them.
    same = plan.project == project.name and not plan.moves
    return same and [*plan.base] == [cls.fields() for cls in project.classes]


def count_usage(session: Session, project: Project) -> Usage:
    """How much uses each class now, by the service's statistics."""
    return Usage.of(session.client.projects.insights(id=project.id), project)
