"""Run a command, and see how much memory one of the processes that it starts takes."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOKS = 0.05
"""Seconds between two looks. The kernel remembers the most that a process has used, so only the
growth of its last moments can be missed."""

LONGEST = 1800
"""Seconds after which a command is given up."""


class FailedError(Exception):
    """A command failed, so there is nothing to measure."""


@dataclass(frozen=True)
class Ran:
    """A command that succeeded.

    Attributes:
        memory: most bytes that the process looked for has used; None where it was not seen.
    """

    seconds: float
    memory: int | None
    output: str


def run(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], look_for: str, ok: bool = True
) -> Ran:
    """Run a command to its end.

    Args:
        look_for: stands in the command line of the process whose memory is of interest.
        ok: whether it is to succeed.

    Raises:
        FailedError: it did not end as it was to, or took longer than `LONGEST`.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        list(command),
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        watch = _Watch(process.pid, look_for)
        with watch:
            try:
                output, _ = process.communicate(timeout=LONGEST)
            except subprocess.TimeoutExpired:
                process.kill()
                raise FailedError(f"{' '.join(command)} took over {LONGEST} s") from None
        seconds = time.perf_counter() - started
    if (process.returncode == 0) is not ok:
        raise FailedError(f"{' '.join(command)} exited {process.returncode}:\n{output[-3000:]}")
    return Ran(seconds, watch.most, output)


class _Watch:
    def __init__(self, root: int, look_for: str) -> None:
        self._root, self._look_for = root, look_for
        self.most: int | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOKS):
            for process in _tree(self._root):
                with contextlib.suppress(OSError):  # it may have ended by now
                    if self._look_for in _command_line(process):
                        self.most = max(self.most or 0, _most_memory(process))


def _tree(root: int) -> Iterator[int]:
    yield root
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{root}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _tree(int(child))


def _command_line(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def _most_memory(process: int) -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
