"""Where saved annotations go back to, and what has to be there first."""

from __future__ import annotations

from collections.abc import Sequence

from pictograph_provider.classes import ANNOTATION_TYPES, ClassRow, canonical_type, label
from pictograph_provider.client import Client, NotFoundError
from pictograph_provider.models import Project
from pictograph_provider.saving.receipt import Receipt, SavedClass
from pictograph_provider.spelling import Spelling
from pictograph_provider.texts import plural, quoted_if_needed


class TargetError(Exception):
    """There is nothing to put the annotations back into. Nothing was changed."""


def find_project(client: Client, receipt: Receipt, name: str | None) -> Project:
    """The project to restore into: the one named, else the very one that was saved.

    Raises:
        TargetError: it is not there, or the key belongs to another organization.
    """
    mine = client.organizations.me()
    if mine.id != receipt.organization_id:
        named = f"{mine.id} ({quoted_if_needed(mine.name)})" if mine.name else mine.id
        raise TargetError(
            f"the receipt is of organization {receipt.organization_id}, but the API key belongs "
            f"to organization {named}. Nothing was changed. Set PICTOGRAPH_API_KEY to a key of "
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
        return (
            f"there is no project {quoted_if_needed(name)} in this organization. Nothing was "
            "changed."
        )
    was = f"{quoted_if_needed(receipt.project.name)} ({receipt.project.id})"
    return (
        f"project {was} was deleted, and its images with it. Nothing was changed. To put its "
        "annotations back, create a project with the same classes (pulumi up), upload the images "
        "under the same directories and file names, and run this again with --project NAME "
        "--by-file-name."
    )


def missing_classes(receipt: Receipt, project: Project, spelling: Spelling) -> list[ClassRow]:
    """Entries of the saved classes that the project does not have.

    Args:
        spelling: of the program that declares the project.

    Raises:
        TargetError: it has a class of that name and another type; the service takes one class
            of a name (service contract, section 12). Or the project does not allow its type.
    """
    live = {label(cls.name, cls.type) for cls in project.classes}
    types = {cls.name: canonical_type(cls.type) for cls in project.classes}
    missing = [cls for cls in receipt.classes if cls.label not in live and cls.annotations]
    for cls in missing:
        if cls.name in types:
            now, was = types[cls.name], canonical_type(cls.row.get("type"))
            (move,) = spelling.moves({cls.name: f"{cls.name} {now}"})
            raise TargetError(
                f"project {quoted_if_needed(project.name)} has a class "
                f"{quoted_if_needed(cls.name)} of type {now} now, and what was saved is of type "
                f"{was}. Nothing was changed. Rename the present one first, in the program: {move}"
            )
    _refuse_types(missing, receipt, project, spelling)
    return [cls.row for cls in missing]


def _refuse_types(
    missing: Sequence[SavedClass], receipt: Receipt, project: Project, spelling: Spelling
) -> None:
    """Make sure that the project takes annotations of the types of these classes.

    Raises:
        TargetError: it does not.
    """
    named = [*map(canonical_type, project.annotation_types)]
    allowed = {*named, *(canonical_type(cls.type) for cls in project.classes)}
    if project.id == receipt.project.id:
        # It held the class though it did not name the type, unless the type was dropped since.
        before = {*map(canonical_type, receipt.project.annotation_types)}
        allowed |= {canonical_type(cls.row.get("type")) for cls in missing} - before
    for cls in missing:
        wanted = canonical_type(cls.row.get("type"))
        if wanted in ANNOTATION_TYPES and wanted not in allowed:
            types = spelling.assign("annotation_types", [*dict.fromkeys([*named, wanted])])
            raise TargetError(
                f"project {quoted_if_needed(project.name)} does not allow the type {wanted} of the "
                f"saved class {quoted_if_needed(cls.name)}. Nothing was changed. To allow it, "
                f"write in the program: {types}, and run pulumi up"
            )


def refuse_other_images(receipt: Receipt, project: Project, same: int, alike: int) -> None:
    """Make sure that the images are those that the annotations were saved of.

    Every second project has an image called 0001.png: a file name alone says little.

    Args:
        same: images of the receipt that the project has, by their ids.
        alike: images that have only directory and file name in common with one of the receipt's.

    Raises:
        TargetError: the project has none of the images.
    """
    if same or project.id == receipt.project.id:
        return
    found = (
        f"project {quoted_if_needed(project.name)} has none of the images that the receipt is of"
    )
    if not alike:
        raise TargetError(f"{found}, neither by id nor by file name. Nothing was changed.")
    raise TargetError(
        f"{found}. {plural(alike, 'image')} of it {'has' if alike == 1 else 'have'} the same "
        "directory and file name. Nothing was changed. If they are the same images, uploaded "
        "again, add --by-file-name; with --dry-run it shows first what it would do."
    )
