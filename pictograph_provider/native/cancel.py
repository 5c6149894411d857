"""^C: waits end at once, and what is under way gets a moment to be finished and recorded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError
from typing import TypeVar

from pictograph_provider.client import PictographError
from pictograph_provider.client.retry import Clock

GRACE = 1.0
"""Seconds that a request under way gets after ^C, so that its effect can be recorded."""

_Result = TypeVar("_Result")


class CancelledError(PictographError):
    """The person at the terminal has stopped it."""


class Cancel:
    """Whether ^C was pressed, for all calls of a process."""

    def __init__(self) -> None:
        self._pressed = threading.Event()
        # Threads of its own: one that waits for the service for long must not hold up an exit.
        self._pool = ThreadPoolExecutor(64, thread_name_prefix="call")

    def press(self) -> None:
        """End all waiting."""
        self._pressed.set()

    @property
    def clock(self) -> Clock:
        """A clock whose pauses end when ^C is pressed."""
        return Clock(sleep=self._pause)

    def _pause(self, seconds: float) -> None:
        if self._pressed.wait(seconds):
            raise CancelledError("cancelled while waiting to ask the service again.")

    def run(self, call: Callable[[], _Result]) -> _Result:
        """The result of a call, for which nobody waits much longer once ^C is pressed.

        Raises:
            CancelledError: it did not end in time; whether it had an effect is not known.
        """
        if self._pressed.is_set():
            raise CancelledError("cancelled before anything was done.")
        future = self._pool.submit(call)
        while not self._pressed.is_set():
            # Python waits for one thing at a time, and ^C may come while the result does not.
            if _done(future, 0.05):
                return future.result()
        if _done(future, GRACE):
            return future.result()
        raise CancelledError(
            "cancelled while the service was at work: whether that has had its effect is not "
            "known. The next pulumi up finds out, and does nothing twice."
        )


def _done(future: Future[_Result], seconds: float) -> bool:
    try:
        future.exception(seconds)
    except TimeoutError:
        return future.done()
    return True
