"""The one SQLite file that holds everything the emulator remembers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another process that holds the same file."""


class Database:
    """One connection, used by one request at a time.

    The journal is a write-ahead log: a process killed with SIGKILL loses the transaction
    it was in and nothing before it.
    """

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # it holds the emulator's keys
        self.connection = connect(path)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.executescript(
            files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")
        )

    def snapshot(self) -> sqlite3.Connection:
        """A copy in memory of what is committed now."""
        copy = connect(None)
        self.connection.backup(copy)
        return copy

    def close(self) -> None:
        self.connection.close()


def connect(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path or ":memory:",
        timeout=BUSY_TIMEOUT,
        isolation_level=None,  # transactions are begun and ended where they can be read
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, also across a kill."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def dump(value: Any) -> str:
    """JSON as it is stored: keys in the order sent, text readable.

    Raises:
        ValueError: the value holds NaN or an infinity.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
