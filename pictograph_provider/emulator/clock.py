"""The emulator's clock, which tests can move and nothing else can."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone


class Clock:
    """The time of the machine plus what it was moved by."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(timezone.utc) + self.offset

    def advance(self, seconds: float) -> None:
        self.offset += timedelta(seconds=seconds)

    def reset(self) -> None:
        self.offset = timedelta(0)


def stamp(moment: datetime) -> str:
    """ISO 8601 with microseconds and offset, so that text order is time order."""
    return moment.isoformat(timespec="microseconds")
