"""Save annotations before they are removed, where the program or the stack asks for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pictograph_provider.client import PictographError
from pictograph_provider.guard import Decision
from pictograph_provider.lifecycle.assess import count_usage
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.progress import throttled
from pictograph_provider.saving.places import (
    PlaceError,
    folder,
    is_bucket,
    place_problem,
)
from pictograph_provider.saving.policy import SavePolicy
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.state.recorded import Recorded
from pictograph_provider.texts import quoted_if_needed

if TYPE_CHECKING:
    from pictograph_provider.models import Project
    from pictograph_provider.saving.removal import Removal

# What writes files is loaded by the first that is written: most ups save nothing.

QUIET = 5.0
"""Seconds between two messages on how far a long saving is."""


def save_classes(
    session: Session, policy: SavePolicy, project: Project, decision: Decision, origin: str
) -> Removal | None:
    """Save what the permitted losses take along; None where nothing is to be saved.

    Raises:
        RefusedError: it could not be saved, or nothing saves it and the stack requires that; so
            nothing may be removed.
    """
    if decision.destroys and (reason := policy.refusal(session.spelling)):
        raise _refused(project, f"{reason}. Nothing was removed.")
    if policy.place is None:
        return None
    from pictograph_provider.saving.removal import Removal

    organization = project.organization_id or session.client.organizations.me().id
    removal = Removal.of_classes(project, organization, origin, decision)
    if removal.classes:
        _save(session, removal, policy.place)
    return removal


def verify_unchanged(removal: Removal, project: Project, decision: Decision) -> None:
    """Make sure, just before the write, that what goes is what was saved.

    Raises:
        RefusedError: somebody labelled meanwhile.
    """
    names = dict.fromkeys(v.loss.name for v in decision.rulings if v.outcome != "harmless")
    now = decision.usage.known if decision.usage else {}
    _verify(removal, project, now, names)


def save_project(session: Session, policy: SavePolicy, project: Project, origin: str) -> None:
    """Save all annotations of a project that is about to be deleted.

    Raises:
        RefusedError: they could not be saved, or nothing saves them and the stack requires that;
            so it may not be deleted.
    """
    if policy.place is None and not policy.required:
        return
    usage = count_usage(session, project)
    if usage.nothing:
        return
    if policy.place is None:
        raise _refused(project, f"{policy.refusal(session.spelling)}. Nothing was removed.")
    from pictograph_provider.saving.removal import Removal

    organization = project.organization_id or session.client.organizations.me().id
    removal = Removal.of_project(project, organization, origin, usage)
    _save(session, removal, policy.place)
    now = count_usage(session, project).known
    _verify(removal, project, now, sorted({*usage.known, *now}))


def _save(session: Session, removal: Removal, place: str) -> None:
    from pictograph_provider.saving.save import SaveError, save_to

    name = quoted_if_needed(removal.project.name)

    def say(text: str) -> None:
        # What changes comes first: beside a long name, a terminal has room for little more.
        session.say([f"saving, {text} ({name})"], passing=True)

    progress = throttled(say, QUIET)
    try:
        saved = save_to(session.client, removal, place, progress)
    except (SaveError, PlaceError, PictographError, OSError) as error:
        reason = str(error)
        if isinstance(error, OSError):
            where = tempfile.gettempdir() if is_bucket(place) else folder(place)
            reason = f"{error.strerror}: {where}"
        raise _refused(
            removal.project,
            f"the annotations that would be lost could not be saved: {reason.rstrip('.')}. "
            "Nothing was removed.",
        ) from error
    session.say(saved.lines())


def _verify(
    removal: Removal, project: Project, now: Mapping[str, int], names: Iterable[str]
) -> None:
    from pictograph_provider.saving.removal import ChangedError

    try:
        removal.verify_unchanged(now, names)
    except ChangedError as error:
        raise _refused(project, str(error)) from error


def _refused(project: Project, reason: str) -> RefusedError:
    return RefusedError(f"project {quoted_if_needed(project.name)}: {reason}")


def save_problem(session: Session, wanted: Declaration) -> str | None:
    """What is wrong with where to save to, for a preview to say; None where nothing is."""
    place = save_policy(session, wanted).place
    own = wanted.save_before_removal is not None
    name = session.spelling.setting("save_before_removal")
    setting = name if own else "pictograph:saveBeforeRemoval"
    return None if place is None else place_problem(place, setting)


def save_policy(session: Session, project: Declaration | Recorded) -> SavePolicy:
    """What holds for a project. Where to save to, it says before the stack; that annotations have
    to be saved, either may say.
    """
    own = project.save_before_removal
    return SavePolicy(
        session.save_before_removal if own is None else own,
        by_stack=session.require_save,
        by_project=project.require_save,
    )
