"""Earlier states of the database, kept only while somebody is to be shown one."""

from __future__ import annotations

import sqlite3
from collections import deque

from pictograph_provider.emulator.database import Database


class History:
    """The states before the last ``depth`` writes; nothing is copied while it is 0."""

    def __init__(self, database: Database) -> None:
        self.depth = 0
        self._database = database
        self._states: deque[sqlite3.Connection] = deque()

    def state(self) -> sqlite3.Connection | None:
        """What is stored now, to be handed to ``ended`` once the coming request is through."""
        return self._database.snapshot() if self.depth else None

    def ended(self, before: sqlite3.Connection, *, wrote: bool) -> None:
        """Keeps the state ``before`` a request that wrote something."""
        if not wrote:
            before.close()
            return
        self._states.append(before)
        while len(self._states) > self.depth > 0:
            self._states.popleft().close()

    def before_writes(self, count: int) -> sqlite3.Connection:
        """The state before the last ``count`` writes that are kept, or the present."""
        if not self._states:
            return self._database.connection
        return self._states[max(len(self._states) - count, 0)]

    def forget(self) -> None:
        self.depth = 0
        while self._states:
            self._states.pop().close()
