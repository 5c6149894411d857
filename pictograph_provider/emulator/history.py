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
        self._holding = False
        self._held: sqlite3.Connection | None = None

    def state(self) -> sqlite3.Connection | None:
        """What is stored now, to be handed to ``ended`` once the coming request is through."""
        if self._holding and self._held is None:
            self._held = self._database.snapshot()
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

    def hold(self) -> None:
        """Keeps what is stored now, unless an earlier moment is kept already."""
        # Copied before the next write: inside a transaction, a copy would wait for its end.
        self._holding = True

    def held(self) -> sqlite3.Connection:
        """The moment that is kept, or the present."""
        return self._held or self._database.connection

    def forget_writes(self) -> None:
        self.depth = 0
        while self._states:
            self._states.pop().close()

    def forget(self) -> None:
        self.forget_writes()
        self._holding = False
        if self._held:
            self._held.close()
            self._held = None
