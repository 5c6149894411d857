"""Save annotations before they are removed, where the program asks for it."""

from __future__ import annotations

import shlex
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from pictograph_provider.classes import label
from pictograph_provider.client import PictographError
from pictograph_provider.guard import Decision
from pictograph_provider.lifecycle.assess import count_usage
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.saving.places import PlaceError, folder, is_bucket, place_problem
from pictograph_provider.saving.required import unsaved
from pictograph_provider.texts import plural, quoted_if_needed

if TYPE_CHECKING:
    from pictograph_provider.saving.removal import Removal
    from pictograph_provider.saving.save import SaveResult

# What writes files is loaded by the first that is written: most ups save nothing.

QUIET = 15.0
"""Seconds between two words on how a long saving is getting on."""

Save = str | None
"""The folder to save to, relative to the program's, or a URL; None saves nothing."""


@dataclass(frozen=True)
class Saved:
    """What was saved of a project, by class name, as the service counts it."""

    counts: Mapping[str, int]

    def verify_unchanged(self, project: Project, decision: Decision) -> None:
        """Make sure, just before the write, that what goes is what was saved.

        Raises:
            RefusedError: somebody labelled meanwhile.
        """
        from pictograph_provider.saving.tally import differences

        usage = decision.usage
        names = dict.fromkeys(v.loss.name for v in decision.rulings if v.outcome != "harmless")
        missing = [name for name in names if name not in self.counts]
        found = differences(self.counts, usage.known if usage else {}, names)
        found += [f"{quoted_if_needed(name)}: not saved" for name in missing]
        if found:
            raise _changed_since(project, found)


def save_classes(
    session: Session, folder: Save, project: Project, decision: Decision, origin: str
) -> Saved | None:
    """Save what the permitted losses take along; None where nothing is to be saved.

    Raises:
        RefusedError: it could not be saved, or nothing saves it and the stack requires that; so
            nothing may be removed.
    """
    if decision.destroys and (reason := _unsaved(session, folder)):
        raise _refused(project, reason)
    if folder is None:
        return None
    from pictograph_provider.saving.removal import Removal

    why = {v.loss.label: v.loss.why for v in decision.rulings if v.outcome != "harmless"}
    live = [(cls.fields(), label(cls.name, cls.type)) for cls in project.classes]
    classes = [(entry, why[key]) for entry, key in live if key in why]
    if not classes or decision.usage is None:
        return Saved({})
    removal = Removal(
        project,
        _organization(session, project),
        origin,
        classes,
        whole=False,
        counted=decision.usage.known,
        counted_at=datetime.now(timezone.utc),
    )
    _save(session, removal, folder)
    return Saved({name: removal.counted.get(name, 0) for name in removal.names})


def save_project(session: Session, folder: Save, project: Project, origin: str) -> None:
    """Save all annotations of a project that is about to be deleted.

    Raises:
        RefusedError: they could not be saved, or nothing saves them and the stack requires that;
            so it may not be deleted.
    """
    if folder is None and not session.require_save:
        return
    usage = count_usage(session, project)
    if usage.nothing:
        return
    if folder is None:
        raise _refused(project, _unsaved(session, folder))
    from pictograph_provider.saving.removal import Removal
    from pictograph_provider.saving.tally import differences

    removal = Removal(
        project,
        _organization(session, project),
        origin,
        [(cls.fields(), "deleted") for cls in project.classes],
        whole=True,
        counted=usage.known,
        counted_at=datetime.now(timezone.utc),
    )
    _save(session, removal, folder)
    now = count_usage(session, project).known
    if found := differences(usage.known, now, sorted({*usage.known, *now})):
        raise _changed_since(project, found)


def _save(session: Session, removal: Removal, place: str) -> None:
    from pictograph_provider.saving.save import SaveError, save_to

    try:
        saved = save_to(session.client, removal, place, _now_and_then(session, removal.project))
    except (SaveError, PlaceError, PictographError, OSError) as error:
        reason = str(error)
        if isinstance(error, OSError):
            where = tempfile.gettempdir() if is_bucket(place) else folder(place)
            reason = f"{error.strerror}: {where}"
        raise RefusedError(
            f"project {quoted_if_needed(removal.project.name)}: the annotations that would be lost "
            f"could not be saved: {reason.rstrip('.')}. Nothing was removed."
        ) from error
    session.say(_words(removal, saved))


def _words(removal: Removal, saved: SaveResult) -> list[str]:
    receipt, name = saved.receipt, quoted_if_needed(removal.project.name)
    what = f"{plural(receipt.annotations, 'annotation')} on {plural(receipt.images, 'image')}"
    lines = [f"{name}: saved {what} before removing them"]
    lines += [f"  {cls.label}: {plural(cls.annotations, 'annotation')}" for cls in receipt.classes]
    hidden = sum(file.annotations for file in receipt.files if file.content == "archived images")
    if hidden:
        lines.append(f"  {hidden:,} of them on archived images, which the service does not count")
    if removal.whole:
        lines.append("  the images themselves are not saved")
    command = f"pictograph-provider restore {shlex.quote(saved.place)}"
    return [*lines, f"to put them back: {command}"]


def _refused(project: Project, reason: str | None) -> RefusedError:
    return RefusedError(f"project {quoted_if_needed(project.name)}: {reason}. Nothing was removed.")


def _changed_since(project: Project, found: list[str]) -> RefusedError:
    return RefusedError(
        f"project {quoted_if_needed(project.name)}: what was saved is not what would be lost now "
        f"({'; '.join(found)}): is somebody labelling? Nothing was removed. Run it again."
    )


def _organization(session: Session, project: Project) -> str:
    return project.organization_id or session.client.organizations.me().id


def _now_and_then(session: Session, project: Project) -> Callable[[str], None]:
    last = time.monotonic()

    def tell(text: str) -> None:
        nonlocal last
        if time.monotonic() - last >= QUIET:
            last = time.monotonic()
            session.say([f"{quoted_if_needed(project.name)}: saving annotations: {text}"])

    return tell


def save_problem(session: Session, recorded: Any) -> str | None:
    """What is wrong with where to save to, for a preview to say; None where nothing is."""
    place = folder_of(session, recorded)
    own = isinstance(recorded, str)
    name = session.spelling.setting("save_before_removal")
    setting = name if own else "pictograph:saveBeforeRemoval"
    return None if place is None else place_problem(place, setting)


def unsaved_problem(session: Session, recorded: Any) -> str | None:
    """Why a permitted loss is refused where nothing saves it first; None where it is allowed."""
    return _unsaved(session, folder_of(session, recorded))


def _unsaved(session: Session, place: Save) -> str | None:
    return unsaved(place, required=session.require_save, spelling=session.spelling)


def folder_of(session: Session, recorded: Any) -> Save:
    """Where to save to: what the resource says, else what the stack says."""
    return recorded if isinstance(recorded, str) else session.save_before_removal
