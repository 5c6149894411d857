"""Time and chance under a test's control."""

from __future__ import annotations

from pictograph_provider.client.retry import Clock


class FakeTime:
    """A clock that stands still, but for what is slept. Chance always gives the longest wait."""

    def __init__(self, chance: float = 1.0) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self._chance = chance

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.now, sleep=self.sleep, random=lambda: self._chance)
