"""Bytes on their way to becoming images: signed addresses, and what was put there."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import timedelta

from pictograph_provider.emulator.clock import stamp
from pictograph_provider.emulator.errors import BadRequestError, ForbiddenError
from pictograph_provider.emulator.images.schemas import ImageAddress
from pictograph_provider.emulator.session import Session

LIFETIME = timedelta(minutes=15)
"""How long an upload address works."""


def sign(session: Session, dataset_id: str, image: ImageAddress) -> str:
    """The token of a new upload address."""
    token = secrets.token_urlsafe(32)
    session.db.execute(
        "INSERT INTO uploads (token, dataset_id, directory_path, filename, content_type,"
        " expires_at) VALUES (?, ?, ?, ?, ?, ?)",
        (
            token,
            dataset_id,
            image.directory_path,
            image.filename,
            image.content_type,
            stamp(session.moment + LIFETIME),
        ),
    )
    return token


def put(session: Session, token: str, content_type: str | None, data: bytes) -> None:
    """Raises:
    ForbiddenError: the address is unknown or expired, or was signed for another type.
    """
    stored = session.db.execute(
        "UPDATE uploads SET content = ? WHERE token = ? AND content_type = ? AND expires_at > ?",
        (data, token, content_type, session.now),
    )
    if not stored.rowcount:
        raise ForbiddenError("The signature is unknown or expired, or the Content-Type differs.")


def take(db: sqlite3.Connection, dataset_id: str, directory_path: str, filename: str) -> bytes:
    """The bytes uploaded last for this address, which are then forgotten.

    Raises:
        BadRequestError: there are none.
    """
    address = (dataset_id, directory_path, filename)
    row = db.execute(
        "SELECT content FROM uploads WHERE (dataset_id, directory_path, filename) = (?, ?, ?)"
        " AND content IS NOT NULL ORDER BY rowid DESC LIMIT 1",
        address,
    ).fetchone()
    if row is None:
        raise BadRequestError(f"Nothing was uploaded for {filename!r}.")
    db.execute(
        "DELETE FROM uploads WHERE (dataset_id, directory_path, filename) = (?, ?, ?)", address
    )
    content: bytes = row["content"]
    return content
