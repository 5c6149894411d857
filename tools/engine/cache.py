"""Where a fetched engine is kept: outside the clone, by version, shared by all clones.

An engine appears here by one rename, so what exists is complete. Everything else, downloads and
compiler caches included, happens in a work folder next to it, under a lock that the system drops
when its holder dies. A run that was killed leaves its work folder; the next one goes on from it.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import AbstractContextManager
from pathlib import Path

from tools.engine import release
from tools.engine.engine import Engine, inspect
from tools.engine.progress import alone

VARIABLE = "PICTOGRAPH_PROVIDER_CACHE"


def root() -> Path:
    """The folder of all engines: $PICTOGRAPH_PROVIDER_CACHE, else the user's cache folder."""
    if own := os.environ.get(VARIABLE):
        return Path(own).expanduser().absolute() / "engine"
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser().absolute() / "pictograph-provider" / "engine"


def _key() -> str:
    return f"{release.VERSION}-{release.system()}-{release.machine()}"


def entry() -> Path:
    """The folder of the pinned engine for this machine; it need not exist."""
    return root() / _key()


def work() -> Path:
    """The folder for everything that is needed only until the engine is there."""
    return root() / f".{_key()}.work"


def cached() -> Engine | None:
    """The engine in the cache, if it is whole and of the pinned version."""
    pulumi = entry() / "bin" / "pulumi"
    engine = inspect(pulumi) if pulumi.exists() else None
    return engine if engine and engine.version == release.VERSION else None


def publish(prepared: Path) -> Engine | None:
    """Check the engine in `prepared` and move it to its place; the caller has the lock."""
    engine = inspect(prepared / "bin" / "pulumi")
    if engine is None or engine.version != release.VERSION:
        return None
    discard(entry())
    prepared.rename(entry())
    return cached()


def lock() -> AbstractContextManager[None]:
    """Hold the cache for one run at a time."""
    return alone(root() / f".{_key()}.lock", "another run is fetching the engine; waiting for it")


def discard(folder: Path) -> None:
    """Remove a folder, read-only parts included: Go writes its module cache that way."""
    for parent, folders, _ in os.walk(folder):
        for name in folders:
            inner = Path(parent, name)
            if not inner.is_symlink():
                inner.chmod(inner.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)
