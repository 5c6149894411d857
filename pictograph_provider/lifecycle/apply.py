"""Make a live project what is declared: moves first, then one request for all the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pictograph_provider.client import ConflictError
from pictograph_provider.guard import Decision, explain
from pictograph_provider.lifecycle.assess import assess
from pictograph_provider.lifecycle.differences import differences, types_in_use
from pictograph_provider.lifecycle.receipt import moved, receipt
from pictograph_provider.lifecycle.save import folder_of, save_classes
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.plan import Move
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.texts import quoted_if_needed


def apply(
    session: Session,
    wanted: Declaration,
    project: Project,
    *,
    recorded: Collection[str],
    done: Mapping[str, str],
    fields: Collection[str],
) -> Project:
    """Change the live project where it differs from what is declared.

    Args:
        project: as it was read just now.
        recorded: labels of the classes declared when it was last provisioned.
        done: the moves that were made when it was last provisioned.
        fields: which fields may be written: those that the program changed.

    Returns:
        The project as the service holds it afterwards.

    Raises:
        RefusedError: more would be lost than was permitted, or it could not be saved first;
            nothing was removed.
    """
    decision = None
    classes: Sequence[Mapping[str, Any]] = [cls.fields() for cls in project.classes]
    if "classes" in fields:
        decision = _permitted(session, wanted, project, recorded, done)
        classes = decision.plan.result
    if "annotation_types" in fields and (
        reason := types_in_use(wanted, project, classes, session.spelling)
    ):
        raise RefusedError(reason)
    if decision is not None:
        folder = folder_of(session, wanted.save_before_removal)
        saved = save_classes(session, folder, project, decision, wanted.origin)
        _move(session, project, decision.plan.moves)
        if decision.plan.moves or (saved and saved.counts):
            # Somebody may have changed the list meanwhile: read and decide on what is there now.
            project = session.client.projects.get(id=project.id)
            decision = _permitted(session, wanted, project, recorded, done)
        if saved:
            saved.verify_unchanged(project, decision)
    body = differences(wanted, project, fields)
    if decision is not None and decision.plan.writes:
        body["classes"] = decision.plan.result
        body["classes_base"] = decision.plan.base
    if not body:
        return project
    try:
        after = session.client.projects.update(id=project.id, **body)
    except ConflictError as error:
        raise RefusedError(
            f"project {quoted_if_needed(project.name)} cannot be renamed to "
            f"{quoted_if_needed(str(wanted.name))}: that name is taken. Nothing was changed. "
            f"({error})"
        ) from error
    if decision is not None:
        session.say(receipt(session, decision, after), warn=decision.destroys)
    return after


def _permitted(
    session: Session,
    wanted: Declaration,
    project: Project,
    recorded: Collection[str],
    done: Mapping[str, str],
) -> Decision:
    decision = assess(session, wanted, project, recorded, done)
    if decision.refused:
        lines = [
            "",
            *explain(decision, spelling=session.spelling),
            "(decided just before the write, by what is live now)",
        ]
        raise RefusedError("\n".join(lines))
    return decision


def _move(session: Session, project: Project, moves: Collection[Move]) -> None:
    annotations = session.client.annotations
    for move in moves:
        if move.kind == "rename":
            answer = annotations.rename_class(project.id, move.old, move.new)
        else:
            answer = annotations.merge_class(project.id, move.old, move.new)
        session.say([moved(project, move, answer)])
