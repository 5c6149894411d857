"""Read a live project: for a refresh, or for a program that only looks at one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pictograph_provider.client import NotFoundError
from pictograph_provider.client.names import is_id
from pictograph_provider.lifecycle.fence import find
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project


def read(session: Session, id: str, recorded: Mapping[str, Any]) -> Project | None:
    """The project as it is now, or None when it is gone.

    Args:
        recorded: the outputs in state. Without a `project_id` in them, nothing is managed
            yet, and `id` may be the project's name as well.
    """
    if "project_id" in recorded:
        return find(session, id, recorded)
    projects = session.client.projects
    try:
        return projects.get(id=id) if is_id(id) else projects.get(id)
    except NotFoundError as error:
        # For the engine an empty answer would be a project without a name: say it instead.
        raise RefusedError(f'there is no project "{id}" for Project.get. ({error})') from error
