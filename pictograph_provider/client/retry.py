"""When a request is sent again, how long to wait before, and when to stop.

As botocore's standard mode does it: few attempts, full jitter, and one budget of tokens
for the whole process, so that many threads do not storm a service that is down.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tenacity import RetryCallState, Retrying
from tenacity.retry import retry_if_exception
from tenacity.stop import stop_base
from tenacity.wait import wait_base

from pictograph_provider.client.errors import (
    ApiError,
    NetworkError,
    PictographError,
    RateLimitError,
)

RETRIED = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses worth another try (service contract, section 7). No other one ever is."""

FIRST_WAIT = 1.0
LONGEST_WAIT = 20.0
LONGEST_RETRY_AFTER = 120.0
LONGEST_CALL = 300.0
"""Seconds: the first pause's upper end, any pause's, the most a server may ask for, all in all."""


class Budget:
    """Tokens that retries cost, shared by all threads (botocore: 500, a retry costs 5)."""

    def __init__(self, tokens: int = 500, cost: int = 5, timeout_cost: int = 10) -> None:
        self._lock = threading.Lock()
        self._most = self._tokens = tokens
        self._cost, self._timeout_cost = cost, timeout_cost

    def take(self, error: BaseException | None) -> bool:
        """Pay for one retry; False when the budget is used up."""
        cost = self._price(error)
        with self._lock:
            if cost > self._tokens:
                return False
            self._tokens -= cost
            return True

    def give_back(self, error: BaseException | None) -> None:
        """A call succeeded: one token back, or what its last retry had cost.

        Args:
            error: what that retry was for; None where the first try succeeded.
        """
        tokens = 1 if error is None else self._price(error)
        with self._lock:
            self._tokens = min(self._most, self._tokens + tokens)

    def _price(self, error: BaseException | None) -> int:
        return self._timeout_cost if isinstance(error, NetworkError) else self._cost


@dataclass(frozen=True)
class Clock:
    """Time and chance, so that tests need neither."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = field(default=random.random)


def attempts(max_retries: int, budget: Budget, clock: Clock, passed: Callable[[], int]) -> Retrying:
    """The loop that a request runs in.

    Args:
        max_retries: further attempts after the first one.
        passed: how many requests the service has answered by now, of all threads. One that is
            refused for their sake (429) gets further attempts, for nothing.
    """
    tries = _Tries(max_retries, budget, passed)
    return Retrying(
        sleep=clock.sleep,
        # In this order: only a retry that is made is paid for.
        stop=_TooLong(clock) | tries,
        wait=_Wait(clock, tries),
        retry=retry_if_exception(may_pass),
        reraise=True,
    )


class _Tries(stop_base):
    """Stops after as many as are allowed, or where the budget has no tokens for one more.

    Attributes:
        counted: attempts that failed.
    """

    def __init__(self, max_retries: int, budget: Budget, passed: Callable[[], int]) -> None:
        self.counted = 0
        self._most, self._budget = max_retries, budget
        self._passed, self._before = passed, passed()

    def __call__(self, state: RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        before, self._before = self._before, self._passed()
        if isinstance(error, RateLimitError) and self._before > before:
            return False
        self.counted += 1
        return self.counted > self._most or not self._budget.take(error)


class _TooLong(stop_base):
    """Stops before a pause that would take the call as a whole past its limit."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._started = clock.now()

    def __call__(self, state: RetryCallState) -> bool:
        return self._clock.now() - self._started + state.upcoming_sleep > LONGEST_CALL


class _Wait(wait_base):
    def __init__(self, clock: Clock, tries: _Tries) -> None:
        self._clock, self._tries = clock, tries

    def __call__(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        ceiling = min(LONGEST_WAIT, FIRST_WAIT * 2**self._tries.counted)
        asked = error.retry_after if isinstance(error, ApiError) else None
        # Jitter in full, so that many threads do not come back together; never less than was asked.
        wait: float = max(asked or 0.0, ceiling * self._clock.random())
        return wait


def may_pass(error: BaseException | None) -> bool:
    """Whether the same request may succeed when it is sent again."""
    if isinstance(error, ApiError):
        # A service that asks for more time than that is down: better to say so than to hang.
        patient = error.retry_after is None or error.retry_after <= LONGEST_RETRY_AFTER
        return error.status in RETRIED and patient
    return isinstance(error, PictographError) and isinstance(error, NetworkError)
