"""How many requests are under way at a time, once the service has said that there are too many.

As many as threads ask, until an answer is 429: then at most half of those that were under way, and
one more after each round in which none was refused. Networks share a line in this way (additive
increase, multiplicative decrease).
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pictograph_provider.client.errors import ApiError, RateLimitError, ServerError
from pictograph_provider.client.retry import LONGEST_RETRY_AFTER, Clock


class Pace:
    """One for each service. All threads that ask it keep it.

    Attributes:
        passed: how many requests the service has carried out or refused for what they ask.
    """

    def __init__(self, clock: Clock) -> None:
        self.passed = 0
        self._clock = clock
        self._changed = threading.Condition()
        self._under_way = 0
        self._limit = math.inf
        self._reductions = 0
        self._not_before = -math.inf

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until one more request may be sent; it is under way while this is entered."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._under_way < self._limit)
                seconds = self._not_before - self._clock.now()
                if seconds <= 0:
                    self._under_way += 1
                    reductions = self._reductions
                    break
            self._clock.sleep(seconds)
        try:
            yield
        except RateLimitError as error:
            self._reduce(reductions, error.retry_after or 0.0)
            raise
        except ApiError as error:
            if not isinstance(error, ServerError):
                self._increase()
            raise
        else:
            self._increase()
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def _increase(self) -> None:
        with self._changed:
            self.passed += 1
            self._limit += 1 / self._limit

    def _reduce(self, reductions: int, retry_after: float) -> None:
        with self._changed:
            if reductions == self._reductions:  # else it was sent before the others were refused
                self._limit = max(1.0, min(self._under_way, self._limit) / 2)
                self._reductions += 1
            if retry_after <= LONGEST_RETRY_AFTER:  # nobody waits for longer
                self._not_before = max(self._not_before, self._clock.now() + retry_after)
