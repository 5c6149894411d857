"""Make a live project what is declared: moves first, then one request for all the rest.

What was done is said with the figures that the service gave before and after it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pictograph_provider.classes import ClassRow, label, row_label
from pictograph_provider.client import ConflictError, PictographError
from pictograph_provider.guard import Decision, explain
from pictograph_provider.lifecycle.assess import assess, count_usage
from pictograph_provider.lifecycle.differences import differences, types_in_use
from pictograph_provider.lifecycle.save import save_classes, save_policy, verify_unchanged
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.plan import ClassPlan, Move, Usage
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.texts import plural, quoted_if_needed


def apply(
    session: Session,
    wanted: Declaration,
    project: Project,
    *,
    recorded: Collection[str],
    done: Mapping[str, str],
    fields: Collection[str],
    planned: ClassPlan | None = None,
) -> Project:
    """Change the live project where it differs from what is declared.

    Args:
        project: as it was read just now.
        recorded: labels of the classes declared when it was last provisioned.
        done: the moves that were made when it was last provisioned.
        fields: which fields may be written: those that the program changed.
        planned: the plan from what state records, where it was made already.

    Returns:
        The project as the service holds it afterwards.

    Raises:
        RefusedError: more would be lost than was permitted, or it could not be saved first;
            nothing was removed.
    """
    decision, moved = None, False
    classes: Sequence[ClassRow] = [cls.fields() for cls in project.classes]
    if "classes" in fields:
        decision = _permitted(session, wanted, project, recorded, done, planned)
        classes = decision.plan.result
    # Asked before anything is saved or moved: what is refused here has to be as it was.
    if "annotation_types" in fields and (
        reason := types_in_use(wanted, project, classes, session.spelling)
    ):
        raise RefusedError(reason)
    if decision is not None:
        policy = save_policy(session, wanted)
        saved = save_classes(session, policy, project, decision, wanted.origin)
        _move(session, project, decision.plan.moves)
        moved = bool(decision.plan.moves)
        if moved or (saved and saved.classes):
            # Somebody may have changed the list meanwhile: read and decide on what is there now.
            project = session.client.projects.get(id=project.id)
            decision = _permitted(session, wanted, project, recorded, done, moved=moved)
        if saved:
            verify_unchanged(saved, project, decision)
    body = differences(wanted, project, fields)
    if decision is not None and decision.plan.writes:
        body["classes"] = decision.plan.result
        # With the list that this one was made from, a class that is added meanwhile survives.
        body["classes_base"] = decision.plan.base
    if not body:
        return project
    try:
        after = session.client.projects.update(id=project.id, **body)
    except ConflictError as error:
        # Of all that an update writes, only a name can be taken.
        raise RefusedError(
            f"project {quoted_if_needed(project.name)} cannot be renamed to "
            f"{quoted_if_needed(str(wanted.name))}: that name is taken. "
            f"{_until_now(moved)} ({error})"
        ) from error
    if decision is None:
        return after
    session.say(_receipt(session, decision, after), warn=decision.destroys)
    return after if wanted.classes is None else _without_late(session, decision, after)


def _without_late(session: Session, decision: Decision, after: Project) -> Project:
    """The project without the classes that others have added while the list was written.

    They are for a refresh to find: see `update`.
    """
    written = {row_label(entry) for entry in decision.plan.result}
    labels = [label(cls.name, cls.type) for cls in after.classes]
    late = [each for each in labels if each not in written]
    if not late:
        return after
    named = ", ".join(map(quoted_if_needed, late))
    session.say(
        [
            f"{quoted_if_needed(after.name)}: {named} was added elsewhere meanwhile, and is left "
            "as it is. To see it: pulumi refresh"
        ]
    )
    kept = [cls for cls, each in zip(after.classes, labels, strict=True) if each in written]
    return after.model_copy(update={"classes": kept})


def _permitted(
    session: Session,
    wanted: Declaration,
    project: Project,
    recorded: Collection[str],
    done: Mapping[str, str],
    planned: ClassPlan | None = None,
    *,
    moved: bool = False,
) -> Decision:
    decision = assess(session, wanted, project, recorded, done, planned)
    if decision.refused:
        first = f"it was refused just before the write, by what is live now. {_until_now(moved)}"
        raise RefusedError(session.text([first, *explain(decision, spelling=session.spelling)]))
    return decision


def _until_now(moved: bool) -> str:
    return "Only its class moves were made." if moved else "Nothing was changed."


def _move(session: Session, project: Project, moves: Collection[Move]) -> None:
    annotations = session.client.annotations
    for move in moves:
        if move.kind == "rename":
            answer = annotations.rename_class(project.id, move.old, move.new)
        else:
            answer = annotations.merge_class(project.id, move.old, move.new)
        session.say([_moved(project, move, answer)])


def _moved(project: Project, move: Move, answer: Mapping[str, object]) -> str:
    """A line on a move that was made."""
    verb = "renamed" if move.kind == "rename" else "merged"
    updated = answer.get("annotations_updated")
    annotations = plural(updated if isinstance(updated, int) else None, "annotation")
    return (
        f"{quoted_if_needed(project.name)}: {verb} class {quoted_if_needed(move.old)} -> "
        f"{quoted_if_needed(move.new)}, {annotations} moved along"
    )


def _receipt(session: Session, decision: Decision, after: Project) -> list[str]:
    """Lines on the classes that are gone, counted before the write and after it."""
    losses = decision.plan.losses
    if not losses:
        return _order_note(decision, after)
    now = _counted(session, after)
    permitted = any(verdict.outcome == "consented" for verdict in decision.rulings)
    lines = [
        f"{quoted_if_needed(after.name)}: removed {len(losses)} of its classes"
        + (", as permitted" if permitted else "")
    ]
    for loss in losses:
        had = _used(decision.usage, loss.name)
        left = now.count(loss.name).annotations if now else None
        since = "not counted since" if left is None else f"{left:,} now"
        lines.append(f"  {quoted_if_needed(loss.label)}: {had} before, {since}")
    return [*lines, *_order_note(decision, after)]


def _used(usage: Usage | None, name: str) -> str:
    found = usage.count(name) if usage else None
    if found is None or found.annotations is None:
        return "not counted"
    images = "" if found.images is None else f" on {plural(found.images, 'image')}"
    return f"{plural(found.annotations, 'annotation')}{images}"


def _counted(session: Session, after: Project) -> Usage | None:
    try:
        return count_usage(session, after)
    except (PictographError, RefusedError):
        return None  # what was done is done, and has to be recorded


def _order_note(decision: Decision, after: Project) -> list[str]:
    written = [row_label(entry) for entry in decision.plan.result]
    live = [label(cls.name, cls.type) for cls in after.classes]
    if [key for key in live if key in written] == [key for key in written if key in live]:
        return []
    return [f"{quoted_if_needed(after.name)}: the service keeps its own order of the classes."]
