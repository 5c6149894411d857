"""Images on SQLite."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from urllib.parse import quote
from uuid import uuid4

from pictograph_provider.emulator.errors import ConflictError, NotFoundError
from pictograph_provider.emulator.images import uploads
from pictograph_provider.emulator.images.schemas import ImageRegistration
from pictograph_provider.emulator.session import Page, Session

API = "/api/v1/developer"

_COLUMNS = """
images.id, dataset_id, datasets.name AS dataset_name, filename, directory_path, status,
file_size, width, height, content_type, is_archived, images.created_at,
(SELECT count(*) FROM annotations WHERE image_id = images.id) AS annotation_count,
(SELECT min(coalesce(json_extract(body, '$.confidence'), 1.0)) FROM annotations
    WHERE image_id = images.id) AS min_confidence
"""
_IMAGES = "FROM images JOIN datasets ON datasets.id = dataset_id"


@dataclass(frozen=True)
class Filter:
    """Which images of a dataset a list shows; None means any."""

    directory_path: str | None = None
    filename: str | None = None
    status: str | None = None
    split: str | None = None
    min_confidence_lt: float | None = None
    include_archived: bool = False

    def conditions(self) -> tuple[str, list[object]]:
        """SQL over the columns above, and its parameters."""
        wanted = {
            "directory_path = ?": self.directory_path,
            "filename = ?": self.filename,
            "status = ?": self.status,
            "NULL = ?": self.split,  # no image has a split here
            "min_confidence < ?": self.min_confidence_lt,
        }
        given = {clause: value for clause, value in wanted.items() if value is not None}
        clauses = list(given) if self.include_archived else [*given, "NOT is_archived"]
        return "".join(f" AND {clause}" for clause in clauses), list(given.values())


def describe(row: sqlite3.Row, url: str) -> dict[str, object]:
    """An image as every answer gives it (vendor's SDK 1.69.146); ``url`` is the service's own."""
    folder = row["directory_path"].strip("/")
    path = f"{folder}/{row['filename']}" if folder else row["filename"]
    return {
        "id": row["id"],
        "dataset_id": row["dataset_id"],
        "filename": row["filename"],
        "directory_path": row["directory_path"],
        "status": row["status"],
        "split": None,
        "annotation_count": row["annotation_count"],
        "min_confidence": row["min_confidence"],
        "file_size": row["file_size"],
        "width": row["width"],
        "height": row["height"],
        "content_type": row["content_type"],
        "tags": [],
        "is_archived": bool(row["is_archived"]),
        "image_url": f"{url}{API}/images/{row['id']}",
        "thumbnail_url": None,
        "annotation_url": (
            f"{url}{API}/annotations/{quote(row['dataset_name'], safe='')}/{quote(path)}"
        ),
        "created_at": row["created_at"],
    }


def listing(
    session: Session, dataset: sqlite3.Row, page: Page, wanted: Filter
) -> dict[str, object]:
    """One page of a dataset's images, newest first."""
    extra, values = wanted.conditions()
    source = f"FROM (SELECT {_COLUMNS} {_IMAGES}) WHERE dataset_id = ?{extra}"
    rows = session.db.execute(
        f"SELECT * {source} ORDER BY created_at DESC, id LIMIT ? OFFSET ?",
        (dataset["id"], *values, page.limit, page.offset),
    )
    total = session.db.execute(f"SELECT count(*) {source}", (dataset["id"], *values))
    return page.wrap([describe(row, session.url) for row in rows], total.fetchone()[0])


def by_id(session: Session, image_id: str) -> sqlite3.Row:
    """The organization's image with this id, archived or not."""
    row: sqlite3.Row | None = session.db.execute(
        f"SELECT {_COLUMNS} {_IMAGES} WHERE organization_id = ? AND images.id = ?",
        (session.organization_id, image_id),
    ).fetchone()
    if row is None:
        raise NotFoundError(f"No image {image_id!r} in this organization.")
    return row


def by_path(session: Session, dataset: sqlite3.Row, path: str) -> sqlite3.Row:
    """The dataset's image at ``directory/filename``; a bare filename is in the root."""
    folder, _, filename = path.rpartition("/")
    row: sqlite3.Row | None = session.db.execute(
        f"SELECT {_COLUMNS} {_IMAGES} WHERE dataset_id = ? AND directory_path = ? AND filename = ?",
        (dataset["id"], "/" + folder.strip("/"), filename),
    ).fetchone()
    if row is None:
        raise NotFoundError(f"No image {path!r} in dataset {dataset['name']!r}.")
    return row


def content(session: Session, image_id: str) -> bytes:
    data: bytes = session.db.execute(
        "SELECT content FROM images WHERE id = ?", (image_id,)
    ).fetchone()[0]
    return data


def register(session: Session, dataset_id: str, image: ImageRegistration) -> dict[str, object]:
    """Makes an image of uploaded bytes.

    Raises:
        BadRequestError: nothing was uploaded for it.
        ConflictError: the directory has an image of that name, archived ones included.
    """
    address = (dataset_id, image.directory_path, image.filename)
    taken = session.db.execute(
        "SELECT 1 FROM images WHERE (dataset_id, directory_path, filename) = (?, ?, ?)", address
    ).fetchone()
    if taken:
        raise ConflictError(f"An image {image.filename!r} already exists in this directory.")
    data = uploads.take(session.db, *address)
    image_id = str(uuid4())
    session.db.execute(
        "INSERT INTO images (id, dataset_id, directory_path, filename, content_type, file_size,"
        " width, height, content, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            image_id,
            *address,
            image.content_type,
            len(data),
            image.width,
            image.height,
            data,
            session.now,
        ),
    )
    return describe(by_id(session, image_id), session.url)


def remove(session: Session, image_id: str, *, permanent: bool) -> None:
    """Archives an image, which keeps its annotations, or deletes it with them."""
    statement = (
        "DELETE FROM images WHERE id = ?"
        if permanent
        else "UPDATE images SET is_archived = 1 WHERE id = ?"
    )
    session.db.execute(statement, (image_id,))
