"""Exports on SQLite."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from pictograph_provider.emulator.clock import stamp
from pictograph_provider.emulator.database import dump
from pictograph_provider.emulator.datasets import models as datasets
from pictograph_provider.emulator.errors import ConflictError, ForbiddenError, NotFoundError
from pictograph_provider.emulator.exports.archive import build
from pictograph_provider.emulator.exports.schemas import ExportCreate
from pictograph_provider.emulator.session import Page, Session
from pictograph_provider.texts import plural, quoted_if_needed

LIFETIME = timedelta(days=7)
"""How long an archive can be downloaded."""

STORAGE = "/_storage/exports"
"""Where archives are downloaded; the address is the permission."""

_EXPORTS = """
FROM (SELECT exports.*, datasets.name AS dataset_name, organization_id,
        length(exports.content) AS file_size
    FROM exports JOIN datasets ON datasets.id = dataset_id)
WHERE organization_id = ?
"""


def create(session: Session, wanted: ExportCreate) -> dict[str, object]:
    """Packs what is there now; the export says so after ``export_reads`` reads."""
    dataset = datasets.find(session, wanted.dataset_name)
    archive = build(session.db, dataset, wanted)
    export_id = str(uuid4())
    try:
        session.db.execute(
            "INSERT INTO exports VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                export_id,
                dataset["id"],
                wanted.name,
                dump(wanted.model_dump()),
                session.settings.export_reads,
                session.settings.export_failure,
                archive.images,
                archive.annotations,
                secrets.token_urlsafe(32),
                archive.content,
                session.now,
                stamp(session.moment + LIFETIME),
            ),
        )
    except sqlite3.IntegrityError as error:
        raise ConflictError(
            f"The dataset {dataset['name']!r} has an export {wanted.name!r} already."
        ) from error
    session.changes.append(
        f"export {quoted_if_needed(wanted.name)} made of project "
        f"{quoted_if_needed(dataset['name'])}"
    )
    return describe(find(session, export_id, None), session.url)


def find(session: Session, reference: str, dataset: str | None) -> sqlite3.Row:
    """The export with this id; or with this name, in the dataset that is then needed.

    Raises:
        NotFoundError: there is none.
    """
    clause, values = "id = ?", [reference]
    if dataset is not None:
        clause, values = (
            "name = ? AND dataset_id = ?",
            [reference, datasets.find(session, dataset)["id"]],
        )
    row: sqlite3.Row | None = session.db.execute(
        f"SELECT * {_EXPORTS} AND {clause}", (session.organization_id, *values)
    ).fetchone()
    if row is None:
        raise NotFoundError(f"No export {reference!r}.")
    return row


def progress(session: Session, row: sqlite3.Row) -> sqlite3.Row:
    """Lets the job go on by one read: pending, processing, then completed or failed."""
    if row["status"] in ("completed", "failed"):
        return row
    if row["reads_left"]:
        status = "processing"
    else:
        status = "failed" if row["error_message"] else "completed"
    session.db.execute(
        "UPDATE exports SET status = ?, reads_left = max(reads_left - 1, 0) WHERE id = ?",
        (status, row["id"]),
    )
    return find(session, row["id"], None)


def describe(row: sqlite3.Row, url: str) -> dict[str, object]:
    """An export as every answer gives it (vendor's SDK 1.69.146)."""
    request = json.loads(row["request"])
    done = row["status"] == "completed"
    return {
        "id": row["id"],
        "organization_id": row["organization_id"],
        "dataset_id": row["dataset_id"],
        "dataset_name": row["dataset_name"],
        "name": row["name"],
        "format": request["format"],
        "include_images": request["include_images"],
        "class_filter": request["class_filter"],
        "status_filter": request["status_filter"],
        "status": row["status"],
        "error_message": row["error_message"] if row["status"] == "failed" else None,
        "file_size": row["file_size"] if done else None,
        "image_count": row["image_count"] if done else None,
        "annotation_count": row["annotation_count"] if done else None,
        "created_at": row["created_at"],
        "expires_at": row["expires_at"],
        "download_url": download_url(row, url) if done else None,
    }


def download_url(row: sqlite3.Row, url: str) -> str:
    """Raises:
    ConflictError: the export is not finished.
    """
    if row["status"] != "completed":
        raise ConflictError(f"The export {row['name']!r} is {row['status']}.")
    return f"{url}{STORAGE}/{row['token']}"


def content(session: Session, token: str) -> bytes:
    """The archive at a signed address, which knows no organization."""
    row = session.db.execute(
        "SELECT content FROM exports WHERE token = ? AND status = 'completed' AND expires_at > ?",
        (token, session.now),
    ).fetchone()
    if row is None:
        raise ForbiddenError("The signature is unknown or expired.")
    data: bytes = row["content"]
    return data


def listing(
    session: Session, page: Page, *, dataset: str | None, status: str | None
) -> dict[str, object]:
    """One page of the organization's exports, newest first."""
    clause, values = "", [session.organization_id]
    if dataset is not None:
        clause += " AND dataset_id = ?"
        values.append(datasets.find(session, dataset)["id"])
    if status is not None:
        clause += " AND status = ?"
        values.append(status)
    rows = session.db.execute(
        f"SELECT * {_EXPORTS}{clause} ORDER BY created_at DESC, id LIMIT ? OFFSET ?",
        (*values, page.limit, page.offset),
    )
    total = session.db.execute(f"SELECT count(*) {_EXPORTS}{clause}", values)
    return page.wrap([describe(row, session.url) for row in rows], total.fetchone()[0])


def remove(session: Session, ids: Sequence[str]) -> dict[str, object]:
    """Deletes the exports that exist and names the others; twice is no error."""
    found: list[str] = []
    missing: list[str] = []
    for export_id in dict.fromkeys(ids):
        try:
            found.append(find(session, export_id, None)["id"])
        except NotFoundError:
            missing.append(export_id)
    session.db.executemany("DELETE FROM exports WHERE id = ?", [(id_,) for id_ in found])
    if found:
        session.changes.append(f"{plural(len(found), 'export')} deleted")
    return {"succeeded": found, "not_found": missing, "count": len(found)}
