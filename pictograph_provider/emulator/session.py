"""What one request acts with, once it is known who sent it."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from pictograph_provider.emulator.clock import Clock, stamp
from pictograph_provider.emulator.database import Database
from pictograph_provider.emulator.history import History
from pictograph_provider.emulator.news import News
from pictograph_provider.emulator.settings import Settings

PAGE_CAP = 1000
"""Rows of a page (service contract, section 8)."""


@dataclass
class Service:
    """What all requests share."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    settings: Settings = field(default_factory=Settings)
    news: News = field(default_factory=News)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever uses the database: one request at a time, none amid another."""
    history: History = field(init=False)
    resets: int = 0
    """How often everything was forgotten."""

    def __post_init__(self) -> None:
        self.history = History(self.database)

    def close(self) -> None:
        self.history.forget()
        self.database.close()


@dataclass(frozen=True)
class ApiKey:
    """Who is calling; ``role`` is one of viewer, member, admin, owner."""

    id: str
    organization_id: str
    role: str


@dataclass(frozen=True)
class Session:
    """One request's view: its rows, its caller, its moment."""

    db: sqlite3.Connection
    key: ApiKey | None
    moment: datetime
    settings: Settings
    url: str
    changes: list[str] = field(default_factory=list)
    """What the request did, in words; it holds once the transaction is committed."""

    @property
    def now(self) -> str:
        return stamp(self.moment)

    @property
    def organization_id(self) -> str:
        """The caller's organization; only routes that demand a key may ask."""
        if self.key is None:
            raise LookupError("this request carries no key")
        return self.key.organization_id


@dataclass(frozen=True)
class Page:
    """One window of a list."""

    limit: int
    offset: int

    def wrap(self, rows: list[object], total: int) -> dict[str, object]:
        """The list envelope (service contract, section 8)."""
        return {
            "data": rows,
            "pagination": {
                "limit": self.limit,
                "offset": self.offset,
                "total": total,
                "has_more": self.offset + len(rows) < total,
            },
        }
