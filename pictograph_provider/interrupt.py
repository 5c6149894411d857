"""Keep an interrupted program from printing a traceback under a refusal.

When a resource fails, the engine interrupts the program, and Python answers with a traceback
that has nothing to do with the failure and pushes it off the screen.
"""

from __future__ import annotations

import sys
from types import TracebackType


def leave_quietly() -> None:
    """From now on, an interrupt ends this process without a traceback."""
    if not isinstance(sys.excepthook, _Quiet):
        sys.excepthook = _Quiet(sys.excepthook)


class _Quiet:
    def __init__(self, before: object) -> None:
        self._before = before

    def __call__(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if callable(self._before) and not issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
