"""Delete a project, archive it, or refuse while it holds images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pictograph_provider.client import NotFoundError
from pictograph_provider.lifecycle.claim import Claim
from pictograph_provider.lifecycle.fence import find_in_organization, listed
from pictograph_provider.lifecycle.save import save_policy, save_project
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.state.recorded import Recorded
from pictograph_provider.texts import plural, quoted_if_needed


def delete(session: Session, id: str, recorded: Recorded) -> None:
    """Do what `on_delete` says. A project that is gone already is fine.

    Raises:
        RefusedError: the project holds images, belongs to another organization, or its
            annotations could not be saved first.
    """
    if keeper := session.run.keeper(id, recorded.origin):
        another = keeper.how == "takes over" and keeper.origin != recorded.origin
        if failed := session.run.failed(id) or (keeper if another else None):
            raise RefusedError(
                f"{quoted_if_needed(recorded.name)}: kept with all that it holds, and so is this "
                f"entry of the state, since resource {quoted_if_needed(failed.resource)} could not "
                "take it over. Run it again when that is mended."
            )
        session.run.spare(recorded.origin, id)
        # A replaced resource may have another project now than this old entry of it.
        now = session.run.held(recorded.origin) if keeper.origin == recorded.origin else None
        if now is not None and now.project != id:
            session.say([_left(session, id, recorded, now)], warn=True)
        else:
            session.say([_kept(recorded, keeper)])
        return
    # Where claims are not shared, only the state tells what another process has taken over.
    if session.shell.others.part() or session.run.unshared:
        # What a target leaves out of an up is known by what the program calls it.
        if named := session.run.named(recorded.name, recorded.origin):
            session.say([_kept(recorded, Claim(id, named, "program"))])
            return
        if session.run.unshared and session.shell.others.late():
            raise RefusedError(_untold(recorded, session.run.unshared))
        if others := session.shell.others.holders(id, recorded.origin):
            session.say([_kept_for(recorded, others)])
            return
    if recorded.imported:
        session.say([_imported(recorded)])
        return
    if session.shell.others.goes_on():
        raise RefusedError(_failures_unseen(recorded))
    if session.shell.others.untold():
        raise RefusedError(_left_out(recorded))
    if recorded.on_delete != "delete-if-empty" and (name := session.shell.others.protected(id)):
        session.say([f"{_kept_for(recorded, [name])}, and is protected"])
        return
    session.step()
    policy = save_policy(session, recorded)
    if recorded.on_delete == "delete" and policy.place is None and not policy.required:
        # Its content may be deleted, so a listing that many share is enough to know it by.
        project = listed(session, id, recorded)
        if project is None or project.name != recorded.name:  # a listing may lag behind
            project = find_in_organization(session, id, recorded)
        if project is not None:
            _refuse_another_name(project, recorded)
        _delete(session, id, recorded, recorded.name)
        return
    project = find_in_organization(session, id, recorded)
    if project is None:
        return
    _refuse_another_name(project, recorded)
    if recorded.on_delete == "archive":
        if not project.is_archived:
            session.client.projects.archive(id=id)
        session.say(
            [f"{quoted_if_needed(project.name)}: archived with all its images, not deleted"]
        )
        return
    if recorded.on_delete != "delete":
        _refuse_unless_empty(session, project)
    save_project(session, policy, project, recorded.origin)
    _delete(session, id, recorded, project.name)


def _refuse_another_name(project: Project, recorded: Recorded) -> None:
    """The id alone may come from a state that somebody has edited: then it is another's project."""
    if project.name != recorded.name:
        raise RefusedError(
            f"project {quoted_if_needed(recorded.name)} ({project.id}) is called "
            f"{quoted_if_needed(project.name)} in the service: it was renamed there, or the state "
            "has the id of another project. Nothing was changed. To let it go, run pulumi refresh, "
            "see that it is the right one, and run this again. If it is not, take the entry out "
            "of the state: pulumi state delete URN"
        )


def _delete(session: Session, id: str, recorded: Recorded, name: str) -> None:
    try:
        summary = session.client.projects.delete(id=id)
    except NotFoundError:
        if find_in_organization(session, id, recorded) is not None:
            raise
        session.say([f"{quoted_if_needed(name)}: somebody else has deleted it already"])
        return
    session.say([f"{quoted_if_needed(name)}: deleted{_taken(summary)}"])


def _kept(recorded: Recorded, keeper: Claim) -> str:
    whose = {
        "declares": f"resource {quoted_if_needed(keeper.resource)} of this program declares it",
        "program": f"resource {quoted_if_needed(keeper.resource)} of this program declares it",
        "created": f"it is resource {quoted_if_needed(keeper.resource)} of this program now",
        "takes over": f"resource {quoted_if_needed(keeper.resource)} of this program takes it over",
        "took over": f"resource {quoted_if_needed(keeper.resource)} of this program took it over",
        "looks at": f"this program looks at it with {keeper.origin.partition(' ')[0]}",
    }[keeper.how]
    return (
        f"{quoted_if_needed(recorded.name)}: kept with all that it holds, not deleted, since "
        f"{whose}"
    )


def _left(session: Session, id: str, recorded: Recorded, now: Claim) -> str:
    """What becomes of a project whose resource was replaced, and is another project's now."""
    live = session.find(id=id)
    name = recorded.name if live is None else live.name
    spelling = session.spelling
    return (
        f"{quoted_if_needed(name)} ({id}): kept with all that it holds, not deleted, but no "
        f"resource has it now: {quoted_if_needed(now.resource)} was replaced, and has "
        f"{quoted_if_needed(str(now.name))} ({now.project}). To manage it again, declare a further "
        f"resource with {spelling.assign('name', name)} and {spelling.assign('adopt', True)}."
    )


def _kept_for(recorded: Recorded, others: Sequence[str]) -> str:
    """Why an entry goes and the project stays: this run leaves another entry of it."""
    named = " and ".join(map(quoted_if_needed, others))
    holds = (
        f"resources {named} of this stack hold"
        if others[1:]
        else f"resource {named} of this stack holds"
    )
    return (
        f"{quoted_if_needed(recorded.name)}: kept with all that it holds, not deleted, since "
        f"{holds} it too"
    )


def _imported(recorded: Recorded) -> str:
    """Why a project stays that Pulumi has only recorded."""
    return (
        f"{quoted_if_needed(recorded.name)}: kept with all that it holds, not deleted, since it "
        "was imported and no pulumi up has declared it"
    )


def _untold(recorded: Recorded, reason: str) -> str:
    """Why nothing is deleted where neither claims nor state tell what this run has taken over."""
    return (
        f"project {quoted_if_needed(recorded.name)}: the processes of this run cannot tell each "
        f"other which project is whose ({reason}), and the state, which tells it otherwise, is "
        "written at the end of the run only. Nothing was changed. Run it again without "
        "PULUMI_SKIP_CHECKPOINTS."
    )


def _failures_unseen(recorded: Recorded) -> str:
    """Why nothing is deleted where a part of the program may have failed, and not have said so."""
    return (
        f"project {quoted_if_needed(recorded.name)}: this command goes on past errors, and what "
        "failed may be what has the project now. Nothing was changed. Run pulumi up without "
        "--continue-on-error, and without PULUMI_CONTINUE_ON_ERROR in the environment."
    )


def _left_out(recorded: Recorded) -> str:
    """Why nothing is deleted where the rest of the program is not known."""
    return (
        f"project {quoted_if_needed(recorded.name)}: this up does a part of the stack, and what it "
        "leaves out may be what has the project now. Nothing was changed. Run pulumi up for the "
        "whole stack; or, if the project is to go, pulumi destroy --target URN."
    )


def _refuse_unless_empty(session: Session, project: Project) -> None:
    archive = session.spelling.assign("on_delete", "archive")
    figures = {
        "image_count": project.image_count,
        "archived_image_count": project.archived_image_count,
    }
    if not any(figures.values()):
        # The counters may lag behind, so the statistics have to agree before images are deleted.
        figures["total_images"] = session.client.projects.insights(id=project.id).total_images
    images = sum(figure or 0 for figure in figures.values())
    missing = [name for name, figure in figures.items() if figure is None]
    if not images and missing:
        named = f"{' and '.join(missing)} {'are' if missing[1:] else 'is'} missing"
        raise RefusedError(
            f"project {quoted_if_needed(project.name)}: the service did not say how many images it "
            f"holds ({named}), and deleting it would delete them for ever. Nothing was changed. To "
            f"keep the project, put the resource back with {archive} and run pulumi up, then "
            "remove it and run pulumi up again."
        )
    if not images:
        return
    archived = project.archived_image_count
    archived_words = f" ({archived:,} of them archived)" if archived else ""
    raise RefusedError(
        f"project {quoted_if_needed(project.name)} holds "
        f"{plural(images, 'image')}{archived_words}, and deleting it would delete them for ever. "
        "Nothing was changed. If that is what you want: first put the resource back with "
        f"{session.spelling.assign('on_delete', 'delete')} and run pulumi up, then remove it and "
        f"run pulumi up again. To keep the images, use {archive} the same way."
    )


def _taken(summary: Mapping[str, object]) -> str:
    said = [
        plural(number, thing)
        for key, thing in (("images_deleted", "image"), ("annotations_deleted", "annotation"))
        if isinstance(number := summary.get(key), int) and number
    ]
    if said:
        return f", with {' and '.join(said)}"
    return ". It held no images" if summary.get("images_deleted") == 0 else ""
