"""Forgetting everything but the first organisation and its owner's key."""

from __future__ import annotations

import sqlite3


def reset(db: sqlite3.Connection) -> None:
    for statement in (
        "DELETE FROM datasets",
        "DELETE FROM idempotent_answers",
        "DELETE FROM organizations WHERE rowid > (SELECT min(rowid) FROM organizations)",
        "DELETE FROM api_keys WHERE rowid > (SELECT min(rowid) FROM api_keys)",
        "UPDATE api_keys SET is_active = 1",
    ):
        db.execute(statement)
