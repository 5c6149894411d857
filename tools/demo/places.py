"""Where the demo keeps what it needs, all of it inside the clone; and how it waits and speaks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tools.engine import progress

CLONE = Path(__file__).resolve().parents[2]

_POLL_SECONDS = 0.05


class DemoError(Exception):
    """Something the user can act on; the message is one sentence."""


@dataclass(frozen=True)
class Places:
    """The folder of one demo. The two demos share nothing, so neither can remove the other's."""

    root: Path

    @property
    def database(self) -> Path:
        """Everything the emulator holds."""
        return self.root / "emulator.db"

    @property
    def ready(self) -> Path:
        """What the emulator writes once it listens: url, key, organization_id, pid."""
        return self.root / "emulator.json"

    @property
    def alive(self) -> Path:
        """A file that the emulator holds a lock on as long as it lives."""
        return self.root / "emulator.lock"

    @property
    def log(self) -> Path:
        """What the emulator prints."""
        return self.root / "emulator.log"

    @property
    def seeded(self) -> Path:
        """The ids of the projects that have got their images."""
        return self.root / "seeded.json"

    @property
    def state(self) -> Path:
        """Pulumi's state."""
        return self.root / "state"

    @property
    def stack(self) -> Path:
        """The stack's configuration, away from the top folder, where the user's own would be."""
        return self.root / "stack"


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
