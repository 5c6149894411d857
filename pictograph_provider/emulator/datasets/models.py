"""Datasets on SQLite."""

from __future__ import annotations

import json
import sqlite3
from uuid import uuid4

from pictograph_provider.emulator.annotations import models as annotation_models
from pictograph_provider.emulator.database import dump
from pictograph_provider.emulator.datasets import classes as class_list
from pictograph_provider.emulator.datasets.changes import class_changes
from pictograph_provider.emulator.datasets.schemas import (
    ANNOTATION_TYPES,
    DatasetCreate,
    DatasetUpdate,
)
from pictograph_provider.emulator.errors import (
    BadRequestError,
    ConflictError,
    NotFoundError,
    PaymentRequiredError,
)
from pictograph_provider.emulator.session import Page, Session
from pictograph_provider.texts import plural, quoted_if_needed

# Counted when read: an emulator has no counters that could be late.
_ROWS = """
SELECT datasets.*,
    (SELECT count(*) FROM images WHERE dataset_id = datasets.id AND NOT is_archived)
        AS image_count,
    (SELECT count(*) FROM images
        WHERE dataset_id = datasets.id AND NOT is_archived AND status = 'complete')
        AS completed_image_count,
    (SELECT count(*) FROM images WHERE dataset_id = datasets.id AND is_archived)
        AS archived_image_count,
    (SELECT coalesce(sum(file_size), 0) FROM images
        WHERE dataset_id = datasets.id AND NOT is_archived)
        AS total_size
FROM datasets
"""


def find(session: Session, reference: str) -> sqlite3.Row:
    """The caller's dataset with this id, else with this name.

    Raises:
        NotFoundError: there is none, or it is another organization's.
    """
    for column in ("id", "name"):
        row: sqlite3.Row | None = session.db.execute(
            f"{_ROWS} WHERE organization_id = ? AND {column} = ?",
            (session.organization_id, reference),
        ).fetchone()
        if row is not None:
            return row
    raise NotFoundError(f"No dataset {reference!r} in this organization.")


def known_as(db: sqlite3.Connection, reference: str) -> list[str]:
    """The ids and names of the datasets with this id or name, of any organization."""
    rows = db.execute(
        "SELECT id, name FROM datasets WHERE id = ? OR name = ?", (reference, reference)
    )
    return [text for row in rows for text in row]


def describe(row: sqlite3.Row) -> dict[str, object]:
    """A dataset as every answer gives it; the readme is write-only (service contract, 2.4)."""
    return {
        "id": row["id"],
        "organization_id": row["organization_id"],
        "name": row["name"],
        "description": row["description"],
        "annotation_types": json.loads(row["annotation_types"]),
        "classes": stored_classes(row),
        "image_count": row["image_count"],
        "completed_image_count": row["completed_image_count"],
        "archived_image_count": row["archived_image_count"],
        "total_size": row["total_size"],
        "is_public": False,
        "is_archived": row["archived_at"] is not None,
        "archived_at": row["archived_at"],
        "storage_class": "standard",
        "images": None,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
    }


def stored_classes(row: sqlite3.Row) -> list[class_list.Class]:
    items: list[class_list.Class] = json.loads(row["classes"])
    return items


def listing(session: Session, page: Page, *, archived: bool) -> dict[str, object]:
    """One page, newest first."""
    where = f"organization_id = ? AND archived_at IS {'NOT ' if archived else ''}NULL"
    rows = session.db.execute(
        f"{_ROWS} WHERE {where} ORDER BY created_at DESC, id LIMIT ? OFFSET ?",
        (session.organization_id, page.limit, page.offset),
    )
    total = session.db.execute(
        f"SELECT count(*) FROM datasets WHERE {where}",  # noqa: S608 - built from literals
        (session.organization_id,),
    )
    return page.wrap([describe(row) for row in rows], total.fetchone()[0])


def create(session: Session, body: DatasetCreate) -> dict[str, object]:
    _check_plan(session)
    received = class_list.received(body.classes or (), session.settings, "classes")
    dataset_id = str(uuid4())
    _write(
        session,
        body.name,
        "INSERT INTO datasets (id, organization_id, name, description, readme,"
        " annotation_types, classes, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        dataset_id,
        session.organization_id,
        body.name,
        body.description,
        body.readme,
        dump(_checked_types(["bbox"] if body.annotation_types is None else body.annotation_types)),
        dump(class_list.to_store(received, (), session.settings)),
        session.now,
        session.now,
    )
    classes = plural(len(received), "class")
    session.changes.append(f"project {quoted_if_needed(body.name)} created with {classes}")
    return describe(find(session, dataset_id))


def update(session: Session, reference: str, body: DatasetUpdate) -> dict[str, object]:
    """Applies what was sent; the request's transaction makes it all or nothing."""
    row = find(session, reference)
    changes: dict[str, str | None] = {
        "name": body.new_name,
        "description": body.description,
        "readme": body.readme,
    }
    if body.annotation_types is not None:
        changes["annotation_types"] = dump(_checked_types(body.annotation_types))
    if body.classes is not None:
        stored = stored_classes(row)
        wanted = class_list.received(body.classes, session.settings, "classes")
        if body.classes_base is not None:
            base = class_list.received(body.classes_base, session.settings, "classes_base")
            wanted = class_list.merge(stored, base, wanted, session.settings)
        replace_classes(session, row, class_list.to_store(wanted, stored, session.settings))
    for column, value in changes.items():
        if value is not None:
            _write(
                session,
                value,
                f"UPDATE datasets SET {column} = ?, updated_at = ? WHERE id = ?",  # noqa: S608 - literals
                value,
                session.now,
                row["id"],
            )
            what = column.replace("_", " ")
            session.changes.append(f"{what} of project {quoted_if_needed(row['name'])} set")
    return describe(find(session, row["id"]))


def replace_classes(session: Session, row: sqlite3.Row, wanted: list[class_list.Class]) -> None:
    """Stores the list; a class that is gone takes its annotations (service contract, 12)."""
    stored, lost = stored_classes(row), None
    if not session.settings.removal_keeps_annotations:
        gone = class_list.lost(stored, wanted)
        _, lost = annotation_models.remove_of_classes(session.db, row["id"], gone, kept=wanted)
    session.changes.extend(class_changes(stored, wanted, lost))
    write_classes(session, row["id"], wanted)


def write_classes(session: Session, dataset_id: str, wanted: list[class_list.Class]) -> None:
    session.db.execute(
        "UPDATE datasets SET classes = ?, updated_at = ? WHERE id = ?",
        (dump(wanted), session.now, dataset_id),
    )


def set_archived(session: Session, reference: str, *, archived: bool) -> dict[str, object]:
    """Archives or un-archives; doing it twice changes nothing."""
    row = find(session, reference)
    if archived != (row["archived_at"] is not None):
        session.db.execute(
            "UPDATE datasets SET archived_at = ?, updated_at = ? WHERE id = ?",
            (session.now if archived else None, session.now, row["id"]),
        )
        did = "archived" if archived else "taken out of the archive"
        session.changes.append(f"project {quoted_if_needed(row['name'])} {did}")
    return describe(find(session, row["id"]))


def remove(session: Session, reference: str) -> dict[str, object]:
    """Deletes for good, images and annotations too, and says how many there were."""
    row = find(session, reference)
    images, directories, labels = session.db.execute(
        "SELECT count(DISTINCT images.id),"
        " count(DISTINCT CASE directory_path WHEN '/' THEN NULL ELSE directory_path END),"
        " count(annotations.image_id)"
        " FROM images LEFT JOIN annotations ON image_id = images.id WHERE dataset_id = ?",
        (row["id"],),
    ).fetchone()
    session.db.execute("DELETE FROM datasets WHERE id = ?", (row["id"],))
    session.changes.append(
        f"project {quoted_if_needed(row['name'])} deleted,"
        f" with {plural(images, 'image')} and {plural(labels, 'annotation')}"
    )
    return {
        "id": row["id"],
        "name": row["name"],
        "deleted": True,
        "images_deleted": images,
        "annotations_deleted": labels,
        "directories_deleted": directories,
        "gcs_blobs_deleted": images,
        "gcs_blobs_retained_for_forks": 0,
    }


def _write(session: Session, name: str, statement: str, *values: object) -> None:
    try:
        session.db.execute(statement, values)
    except sqlite3.IntegrityError as error:
        raise ConflictError(f"A dataset named {name!r} already exists.") from error


def _checked_types(types: list[str]) -> list[str]:
    unknown = [type_ for type_ in types if type_ not in ANNOTATION_TYPES]
    if unknown:
        raise BadRequestError(
            f"Unknown annotation types {unknown}; allowed are {list(ANNOTATION_TYPES)}.",
            {"unknown": unknown, "allowed": list(ANNOTATION_TYPES)},
        )
    return types


def _check_plan(session: Session) -> None:
    limit = session.settings.dataset_limit
    current = session.db.execute(
        "SELECT count(*) FROM datasets WHERE organization_id = ?", (session.organization_id,)
    ).fetchone()[0]
    if limit is not None and current >= limit:
        raise PaymentRequiredError(
            f"The plan allows {limit} datasets and there are {current}.",
            {"limit_type": "datasets", "current": current, "limit": limit},
        )
