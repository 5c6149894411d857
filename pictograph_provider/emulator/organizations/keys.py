"""API keys on SQLite."""

from __future__ import annotations

import secrets
import sqlite3
from uuid import uuid4

from pictograph_provider.emulator.session import ApiKey

PREFIX = "pk_live_"
"""How every key begins (vendor's SDK 1.69.146)."""


def create(db: sqlite3.Connection, organization_id: str, role: str, now: str) -> str:
    """A new key's secret."""
    secret = PREFIX + secrets.token_hex(32)
    db.execute(
        "INSERT INTO api_keys (id, organization_id, secret, role, created_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (str(uuid4()), organization_id, secret, role, now),
    )
    return secret


def find(db: sqlite3.Connection, secret: str) -> ApiKey | None:
    """The active key with this secret."""
    row = db.execute(
        "SELECT id, organization_id, role FROM api_keys WHERE secret = ? AND is_active", (secret,)
    ).fetchone()
    return ApiKey(**row) if row else None


def revoke(db: sqlite3.Connection, secret: str) -> None:
    """Makes a key useless. For an unknown or a revoked key it does nothing."""
    db.execute("UPDATE api_keys SET is_active = 0 WHERE secret = ?", (secret,))


def first_secret(db: sqlite3.Connection) -> str:
    """The secret of the key made at first start."""
    secret: str = db.execute("SELECT secret FROM api_keys ORDER BY rowid LIMIT 1").fetchone()[0]
    return secret


def restore(db: sqlite3.Connection, key_id: str) -> None:
    """Makes a revoked key good again; one that is unknown or good already stays so."""
    db.execute("UPDATE api_keys SET is_active = 1 WHERE id = ?", (key_id,))
