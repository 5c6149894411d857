"""Read a live project: for a refresh, or for a program that only looks at one."""

from __future__ import annotations

from pictograph_provider.client import NotFoundError
from pictograph_provider.lifecycle.claim import Claim
from pictograph_provider.lifecycle.fence import find_in_organization, listed
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.names import is_id
from pictograph_provider.state.recorded import Recorded
from pictograph_provider.texts import quoted_if_needed


def read(session: Session, id: str, recorded: Recorded | None) -> Project | None:
    """The project as it is now, or None when it is gone.

    Args:
        recorded: None for a project that is only looked at; then `id` may be its name as well.
    """
    if recorded is not None:
        found = listed(session, id, recorded) or find_in_organization(session, id, recorded)
        if found is not None and found.is_archived:
            session.say([_archived(found)], warn=True)
        return found
    projects = session.client.projects
    try:
        project = projects.get(id=id) if is_id(id) else projects.get(id)
    except NotFoundError as error:
        # For the engine an empty answer would be a project without a name: say it instead.
        raise RefusedError(
            f'there is no project "{id}" for {session.spelling.get}. ({error})'
        ) from error
    # A resource that was turned into a look at its project leaves an entry to be deleted.
    session.run.claim(Claim(project.id, f"{session.spelling.get} {id}", "looks at"))
    return project


def _archived(project: Project) -> str:
    return (
        f"{quoted_if_needed(project.name)}: is archived in the service ({project.id}), so the app "
        "does not list it. The next preview says what to do."
    )
