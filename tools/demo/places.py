"""Where the demo keeps what it needs, all of it inside the clone; and how it waits and speaks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tools.engine import progress

CLONE = Path(__file__).resolve().parents[2]

_POLL_SECONDS = 0.05


class DemoError(Exception):
    """Something the user can act on; the message is one sentence."""


class Places:
    """The folder of one demo. The two demos share nothing, so neither can remove the other's.

    Attributes:
        database: everything the emulator holds.
        ready: what the emulator writes once it listens: url, key, organization_id, pid.
        alive: a file that the emulator holds a lock on as long as it lives.
        log: what the emulator prints.
        seeded: the ids of the projects that have got their images.
        state: Pulumi's.
        stack: the stack's configuration, away from the top folder, where the user's own would be.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.database = root / "emulator.db"
        self.ready = root / "emulator.json"
        self.alive = root / "emulator.lock"
        self.log = root / "emulator.log"
        self.seeded = root / "seeded.json"
        self.state = root / "state"
        self.stack = root / "stack"


EMULATOR = Places(CLONE / ".demo")
LIVE = Places(CLONE / ".live")


def say(text: str) -> None:
    """Progress, on stdout: here it is the product."""
    print(text, flush=True)


def alone(places: Places) -> AbstractContextManager[None]:
    """Keep other runs out until this one is done."""
    # Not in the folder itself: `down` removes it, and a lock on a removed file keeps nobody out.
    lock = places.root.parent / ".cache" / f"{places.root.name.strip('.')}.lock"
    return progress.alone(
        lock,
        "another run is at work here; waiting for it",
        lambda text: print(text, file=sys.stderr, flush=True),
    )


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Whether `done` comes true in that time: another process is never waited for for ever."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True
