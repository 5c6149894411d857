"""Where saved annotations go back to, and what has to be there first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pictograph_provider.classes import canonical_type, label
from pictograph_provider.client import Client, NotFoundError
from pictograph_provider.models import Project
from pictograph_provider.saving.receipt import Receipt
from pictograph_provider.texts import code, shown


class TargetError(Exception):
    """There is nothing to put the annotations back into. Nothing was changed."""


def find_project(client: Client, receipt: Receipt, name: str | None) -> Project:
    """The project to restore into: the one named, else the very one that was saved.

    Raises:
        TargetError: it is not there, or the key belongs to another organisation.
    """
    mine = client.organizations.me()
    if mine.id != receipt.organization_id:
        named = f"{mine.id} ({shown(mine.name)})" if mine.name else mine.id
        raise TargetError(
            f"the receipt is of organisation {receipt.organization_id}, but the API key belongs "
            f"to organisation {named}. Nothing was changed. Set PICTOGRAPH_API_KEY to a key of "
            "the receipt's."
        )
    try:
        if name is not None:
            return client.projects.get(name)
        return client.projects.get(id=receipt.project.id)
    except NotFoundError as error:
        raise TargetError(_not_there(receipt, name)) from error


def _not_there(receipt: Receipt, name: str | None) -> str:
    if name is not None:
        return f"there is no project {shown(name)} in this organisation. Nothing was changed."
    was = f"{shown(receipt.project.name)} ({receipt.project.id})"
    return (
        f"project {was} was deleted, and its images with it. Nothing was changed. To put its "
        "annotations back, create a project with the same classes (pulumi up), upload the images "
        "under the same directories and file names, and run this again with --project NAME."
    )


def missing_classes(receipt: Receipt, project: Project) -> list[Mapping[str, Any]]:
    """Entries of the saved classes that the project does not have.

    Raises:
        TargetError: it has a class of that name and another type; the service takes one class
            of a name (service contract, section 12).
    """
    live = {label(cls.name, cls.type) for cls in project.classes}
    types = {cls.name: canonical_type(cls.type) for cls in project.classes}
    missing = [cls for cls in receipt.classes if cls.label not in live and cls.annotations]
    for cls in missing:
        if cls.name in types:
            now, was = types[cls.name], canonical_type(cls.entry.get("type"))
            raise TargetError(
                f"project {shown(project.name)} has a class {shown(cls.name)} of type {now} now, "
                f"and what was saved is of type {was}. Nothing was changed. Rename the present "
                f"one first, in the program: class_moves={{{code(cls.name)}: "
                f"{code(cls.name + ' ' + now)}}}"
            )
    return [cls.entry for cls in missing]
