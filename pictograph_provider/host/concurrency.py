"""Answer as many calls at a time as the engine makes.

The SDK serves a dynamic provider with four threads, whatever the engine's `--parallel` says, so
that each request that a project needs is waited for N / 4 times with N projects. Tried with
Pulumi 3.259 and SDK 3.272: the pool of those threads makes more when its limit is raised. This can
go when the SDK leaves the number to the engine.
"""

from __future__ import annotations

import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

LIMIT = 256
"""Calls at a time. The engine makes as many as its `--parallel` allows: 4 for each core."""


def answer_all_calls() -> None:
    """Raise the limit of the pool whose thread runs this; in any other thread, do nothing."""
    # A thread of a pool knows it by a weak reference, among what it was started with.
    for value in getattr(threading.current_thread(), "_args", ()):
        pool = value() if isinstance(value, weakref.ref) else None
        if isinstance(pool, ThreadPoolExecutor) and hasattr(pool, "_max_workers"):
            pool._max_workers = max(pool._max_workers, LIMIT)
