"""The emulator, in a process of its own: what it takes is not on the account of who is measured."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pictograph_provider.emulator.control.client import Control

CLASSES = 20
"""Classes of each project, unless a benchmark says otherwise."""

SERVE = """\
import sys
from pathlib import Path
from pictograph_provider.emulator.server import Emulator

with Emulator(Path(sys.argv[1]), control=True) as emulator:
    print(emulator.url, emulator.key, flush=True)
    sys.stdin.read()
"""


@dataclass(frozen=True)
class Service:
    """A running emulator."""

    url: str
    key: str
    control: Control

    def empty(self, latency: int) -> None:
        """Forget everything, and wait so many milliseconds before each answer from now on."""
        self.control.reset()
        self.control.clear_faults()
        if latency:
            self.control.fault("latency", seconds=latency / 1000, times=None)

    def requests_since(self) -> int:
        """How many came in since this was asked last."""
        sent = len(self.control.requests())
        self.control.forget_requests()
        return sent


@contextmanager
def serve(folder: Path) -> Iterator[Service]:
    """Run it while it is entered."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder / "emulator.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None  # noqa: S101 - for the type checker
        assert process.stdout is not None  # noqa: S101
        url, key = process.stdout.readline().split()
        try:
            yield Service(url, key, Control(url))
        finally:
            process.stdin.close()


def class_list(count: int = CLASSES, *, renamed: int = 0) -> list[dict[str, str]]:
    """Classes of a project, the first of them under other names."""
    return [
        {
            "name": f"{'new' if number < renamed else 'class'}-{number:05}",
            "type": "bbox",
            "color": f"#{number * 2654435761 % 0xFFFFFF:06x}",
        }
        for number in range(count)
    ]


def names(projects: int) -> list[str]:
    """Names of projects."""
    return [f"project-{number:05}" for number in range(projects)]
