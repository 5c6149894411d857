"""Answers kept so that a repeated write is answered and not run again."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from pictograph_provider.emulator.clock import stamp
from pictograph_provider.emulator.errors import InvalidError
from pictograph_provider.emulator.session import ApiKey

WINDOW = timedelta(hours=24)
"""How long an answer is kept (service contract, section 7)."""


@dataclass(frozen=True)
class Attempt:
    """One write that may be a repeat: the same caller, method, path and ``Idempotency-Key``."""

    caller: ApiKey
    method: str
    path: str
    key: str
    body: bytes

    @property
    def _scope(self) -> tuple[str, str, str, str]:
        return self.caller.id, self.method, self.path, self.key

    @property
    def _request(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    def earlier_answer(self, db: sqlite3.Connection, moment: datetime) -> tuple[int, bytes] | None:
        """Status and body of the first answer.

        Raises:
            InvalidError: the key was used for another body (service contract, section 12).
        """
        row = db.execute(
            "SELECT request, status, body FROM idempotent_answers"
            " WHERE (api_key_id, method, path, key) = (?, ?, ?, ?) AND created_at > ?",
            (*self._scope, stamp(moment - WINDOW)),
        ).fetchone()
        if row is None:
            return None
        if row["request"] != self._request:
            raise InvalidError(
                ["header", "Idempotency-Key"], "was used for a request with another body"
            )
        return row["status"], row["body"]

    def remember(self, db: sqlite3.Connection, moment: datetime, status: int, body: bytes) -> None:
        db.execute(
            "INSERT OR REPLACE INTO idempotent_answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*self._scope, self._request, status, body, stamp(moment)),
        )
