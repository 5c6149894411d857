"""An interrupted program ends at once and in silence.

When a resource fails, the engine interrupts the program. Python then prints a traceback that
has nothing to do with the failure, and waits for calls to the engine which the engine has
stopped answering: it is killed after five seconds, for which the person at the terminal waits.
Tried with Pulumi 3.259 and SDK 3.272. This can go when the SDK ends an interrupted program itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

PROGRAM_HOST = "pulumi-language-python-exec"
"""The script in which the engine runs a program. Only its process may be ended like this: a
script that drives Pulumi itself is its author's, and so is what its Ctrl-C does."""

INTERRUPTED = 130
"""The exit status by which a shell tells an interrupted process (128 + SIGINT)."""


def leave_quietly() -> None:
    """From now on, an interrupt ends the program's process at once and without a traceback.

    Who takes a resource from the package asks for it, or who declares one. Importing the package
    or its modules changes nothing, and nothing is ever changed outside a program's own process.
    """
    # While a program runs, `sys.argv` and `__main__` are the program's own.
    hosted = any(Path(argument).name == PROGRAM_HOST for argument in sys.orig_argv[1:3])
    if hosted and not isinstance(sys.excepthook, _Quiet):
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
        if issubclass(kind, KeyboardInterrupt):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(INTERRUPTED)
        if callable(self._before):
            self._before(kind, error, trace)
