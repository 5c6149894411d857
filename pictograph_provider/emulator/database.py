"""The one SQLite file that holds everything the emulator remembers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another process that holds the same file."""

VERSION = 1
"""Of the tables; to be raised whenever a file with the old ones would not do."""


class Database:
    """One connection, used by one request at a time.

    The journal is a write-ahead log: a process killed with SIGKILL loses the transaction
    it was in and nothing before it.

    Raises:
        OSError: the file can't be made.
        sqlite3.DatabaseError: it is no database, or another version's.
    """

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # it holds the emulator's keys
        self.connection = connect(path)
        try:
            self._prepare()
        except sqlite3.Error:
            self.connection.close()
            raise

    def _prepare(self) -> None:
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, VERSION}:  # 0 is a new file's
            raise sqlite3.DatabaseError("it was made by another version; delete it")
        self.connection.execute(f"PRAGMA user_version = {VERSION}")
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


def dump(value: object) -> str:
    """JSON as it is stored: keys in the order sent, text readable.

    Raises:
        ValueError: the value holds NaN or an infinity.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
