"""The ways to an engine, the cheapest first."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tools.engine import build, cache, download, release
from tools.engine.engine import Engine, inspect
from tools.engine.errors import ADVICE, EngineError, UnavailableError
from tools.engine.progress import say


def find() -> Engine:
    """The user's own engine if it is usable, else the cached one, else a fetched one.

    Raises EngineError, in one sentence, when there is no way to one.
    """
    return installed() or cache.cached() or fetch()


def installed() -> Engine | None:
    """The `pulumi` on PATH, when it is new enough and has its Python language host."""
    found = shutil.which("pulumi")
    if found is None:
        return None
    engine = inspect(Path(found).absolute(), map(Path, os.get_exec_path()))
    if engine is None:
        say(f"{found} is passed over: it does not run, or has no {release.LANGUAGE_HOST}")
        return None
    if (release.parse(engine.version) or (0, 0, 0)) < release.OLDEST:
        say(f"{found} is passed over: {engine.version} is too old")
        return None
    return engine


def fetch() -> Engine:
    """Download the pinned release, else build it; one run at a time."""
    with cache.lock():
        if engine := cache.cached():
            return engine
        return _fetch()


def _fetch() -> Engine:
    ways: list[Callable[[Path, Path], None]] = [download.official, build.from_source]
    work, reasons = cache.work(), []
    work.mkdir(parents=True, exist_ok=True)
    for way in ways:
        prepared = Path(tempfile.mkdtemp(prefix="prepared-", dir=work))
        try:
            way(prepared, work)
            engine = cache.publish(prepared)
        except UnavailableError as failure:
            say(str(failure))
            reasons.append(str(failure))
            continue
        if engine:
            cache.discard(work)
            say(f"Pulumi {engine.version} is ready in {engine.bin}")
            return engine
        reasons.append(f"what was fetched does not call itself Pulumi {release.VERSION}")
    raise EngineError(f"no Pulumi engine, because {', and '.join(reasons)}: {ADVICE}.")
