"""Hold a declaration against the live project: plan, count, decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pictograph_provider.guard import Decision, decide
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.models import Project
from pictograph_provider.plan import ClassPlan, Usage, make_plan
from pictograph_provider.state.declaration import Declaration


def assess(
    session: Session,
    wanted: Declaration,
    project: Project,
    recorded: Collection[str],
    done: Mapping[str, str],
) -> Decision:
    """What writing the declared classes would do, counted in the live service, and the ruling.

    Counting takes one more request, and only where something would be lost.

    Args:
        recorded: labels of the classes declared when the project was last provisioned.
        done: the moves that were made then: a class of a source's name is a new one since.
    """
    plan = make_plan(
        project.name,
        recorded=recorded,
        declared=() if wanted.classes is None else wanted.classes,
        live=project.classes,
        moves=wanted.moves,
        done=done,
        keep_foreign=wanted.keep_foreign,
        ordered=wanted.ordered,
    )
    if wanted.classes is None:
        plan = ClassPlan(project.name)
    usage = count_usage(session, project) if plan.losses else None
    return decide(plan, usage, wanted.consent, report_only=session.report_only)


def count_usage(session: Session, project: Project) -> Usage:
    """How much uses each class now, by the service's statistics."""
    return Usage.of(session.client.projects.insights(id=project.id), project)
