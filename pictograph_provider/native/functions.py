"""The functions of the schema: looking at projects without managing them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from typing import cast

from pictograph_provider.classes import canonical_types
from pictograph_provider.lifecycle.claim import Claim
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.names import is_id
from pictograph_provider.state.native import class_fields

GET_PROJECT = "pictograph:index:getProject"
GET_PROJECTS = "pictograph:index:getProjects"
AT_ONCE = 8
"""Projects whose statistics are asked for at the same time."""


def call(session: Session, token: str, args: Mapping[str, object]) -> dict[str, object]:
    """Call a function.

    Raises:
        RefusedError: there is no such project, or no such function.
    """
    if token == GET_PROJECT:
        return get_project(session, args)
    if token == GET_PROJECTS:
        return get_projects(session, args)
    raise RefusedError(f"there is no function {token}: there are {GET_PROJECT} and {GET_PROJECTS}.")


def get_project(session: Session, args: Mapping[str, object]) -> dict[str, object]:
    """One project by its id or its name, with how much uses each class."""
    name, id_ = (cast("str | None", args.get(key)) for key in ("name", "id"))
    if (name is None) == (id_ is None):
        raise RefusedError("getProject takes a name or an id, and not both.")
    if id_ is not None and not is_id(id_):
        raise RefusedError(f'"{id_}" is not an id of a project: give it as the name.')
    project = session.find(name) if id_ is None else session.find(id=id_)
    if project is not None and not session.shell.others.destroys():
        # A resource that gave way to a look at its project leaves an entry to be deleted.
        session.run.claim(Claim(project.id, f"getProject {project.id}", "looks at"))
    if project is None:
        what = f'is called "{name}"' if id_ is None else f"has the id {id_}"
        raise RefusedError(f"no project of the key's organization {what}.")
    return _counted(session, project)


def get_projects(session: Session, args: Mapping[str, object]) -> dict[str, object]:
    """The projects whose names match a pattern, by their names, each with its counts."""
    pattern = str(args.get("namePattern") or "*")
    projects = [
        project
        for project in session.client.projects.iter(archived=bool(args.get("archived")))
        if fnmatchcase(project.name, pattern)
    ]
    projects.sort(key=lambda project: project.name)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {"projects": [*pool.map(lambda project: _counted(session, project), projects)]}


def _counted(session: Session, project: Project) -> dict[str, object]:
    usage = session.client.projects.insights(id=project.id)
    return {
        "projectId": project.id,
        "organizationId": project.organization_id,
        "name": project.name,
        "description": project.description,
        "annotationTypes": canonical_types(project.annotation_types),
        "archived": project.is_archived,
        "createdAt": project.created_at.isoformat(),
        "imageCount": project.image_count,
        "archivedImageCount": project.archived_image_count,
        "annotationCount": usage.total_annotations,
        "classOrder": [cls.name for cls in project.classes],
        "classes": {
            cls.name: {
                **class_fields(cls.fields()),
                "annotationCount": _of(usage.class_annotation_counts, cls.name),
                "imageCount": _of(usage.class_image_counts, cls.name),
            }
            for cls in project.classes
        },
    }


def _of(counts: Mapping[str, int | None] | None, name: str) -> int | None:
    # A class that is not in the counts has none; where there are no counts, nothing is known.
    return None if counts is None else counts.get(name, 0)
