"""Record where a program declares a resource, and not how Python and Pulumi came to run it.

The SDK records the whole stack of calls with every resource, and the engine keeps it in the state,
which it writes at each step. All but the first few lines are Pulumi's and Python's own: the same
for each resource, other ones on each machine, and a third of what a project of 20 classes takes.
Tried with Pulumi 3.259 and SDK 3.272, which take the stack from `traceback`: that stops at
`sys.tracebacklimit`. This can go when the SDK ends the stack at the program, or the engine keeps
none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

RUNNER = "runpy"
"""The module by which Pulumi runs a program, and Python a module."""

OWN = 5
"""Frames of the SDK's constructors, and of what takes the stack, inside the one that calls."""


@contextmanager
def of_program(frame: FrameType) -> Iterator[None]:
    """Declare a resource within this, so that its stack ends with the program's own lines.

    Args:
        frame: the constructor's.
    """
    frames = _program_frames(frame)
    if frames is None:  # run by a script that drives Pulumi: all of it is its author's
        yield
        return
    missing = object()
    before = getattr(sys, "tracebacklimit", missing)
    sys.tracebacklimit = OWN + frames
    try:
        yield
    finally:
        if before is missing:
            del sys.tracebacklimit
        else:
            sys.tracebacklimit = before  # type: ignore[assignment]


def _program_frames(frame: FrameType | None) -> int | None:
    """How many calls, from this one on, are the program's; None where nobody runs one."""
    count = 0
    while frame is not None:
        if frame.f_globals.get("__name__") == RUNNER:
            return count
        count, frame = count + 1, frame.f_back
    return None
