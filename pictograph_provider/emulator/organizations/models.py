"""Organizations on SQLite."""

from __future__ import annotations

import re
import sqlite3
from uuid import uuid4

from pictograph_provider.emulator.errors import NotFoundError
from pictograph_provider.emulator.organizations import keys
from pictograph_provider.emulator.session import Session

FIRST_NAME = "Emulator"


def create(db: sqlite3.Connection, name: str, now: str) -> str:
    """A new organization's id; its slug is made from the name and made unique by the id."""
    organization_id = str(uuid4())
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    db.execute(
        "INSERT INTO organizations (id, name, slug, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
        (organization_id, name, f"{slug}-{organization_id[:8]}", now, now),
    )
    return organization_id


def ensure_first(db: sqlite3.Connection, now: str) -> tuple[str, str]:
    """Id and owner's key of the first organization, made when there is none yet."""
    row = db.execute("SELECT id FROM organizations ORDER BY rowid LIMIT 1").fetchone()
    if row is None:
        organization_id = create(db, FIRST_NAME, now)
        keys.create(db, organization_id, "owner", now)
    else:
        organization_id = row["id"]
    return organization_id, keys.first_secret(db)


def exists(db: sqlite3.Connection, organization_id: str) -> None:
    """Raises:
    NotFoundError: there is no such organization.
    """
    if not db.execute("SELECT 1 FROM organizations WHERE id = ?", (organization_id,)).fetchone():
        raise NotFoundError(f"No organization {organization_id!r}.")


def describe(session: Session) -> dict[str, object]:
    """The caller's organization, with every key the vendor's SDK 1.69.146 reads."""
    row = session.db.execute(
        "SELECT * FROM organizations WHERE id = ?", (session.organization_id,)
    ).fetchone()
    return {
        **row,
        "is_public": bool(row["is_public"]),
        "subscription_tier": "pro",
        "credits_remaining": 0,
        "credits_monthly_allowance": 0,
        "credits_reset_at": None,
        "max_users": 1,
        "max_images": 1_000_000,
        "max_storage_bytes": 2**40,
        "member_count": 1,
        "pending_invite_count": 0,
    }


def update(session: Session, changes: dict[str, object]) -> None:
    for column, value in changes.items():
        session.db.execute(
            f"UPDATE organizations SET {column} = ?, updated_at = ? WHERE id = ?",  # noqa: S608 - columns are fields of the body model
            (value, session.now, session.organization_id),
        )
        session.changes.append(f"{column.replace('_', ' ')} of the organization set")
