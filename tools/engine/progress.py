"""Slow steps that say what they do, wait for each other, and leave no child behind."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

SIGN_OF_LIFE_SECONDS = 15.0
MOMENT_SECONDS = 0.2


def say(text: str) -> None:
    """Progress goes to stderr: stdout carries the answer only."""
    print(f"engine: {text}", file=sys.stderr, flush=True)


@contextmanager
def alone(lock: Path, busy: str, say: Callable[[str], None] = say) -> Iterator[None]:
    """Keep other runs out until this one is done, however it ends.

    Args:
        busy: what to say where another run is at work.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(busy)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def run(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path | None = None,
    timeout: float,
    progress: Callable[[str], str],
) -> int:
    """Run a command with its output in `log`; say every few seconds how far it is.

    `progress` turns what the command has written so far into a few words. The command gets a
    process group of its own, so that a compiler it started dies with it.
    """
    started = said = time.monotonic()
    process = None
    try:
        with log.open("wb") as output, _signals() as caught:
            process = subprocess.Popen(
                command,
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            while not caught:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    return process.wait(MOMENT_SECONDS)
                now = time.monotonic()
                if now - started > timeout:
                    raise subprocess.TimeoutExpired(command, timeout)
                if now - said > SIGN_OF_LIFE_SECONDS:
                    said, text = now, log.read_text(errors="replace")
                    say(f"  {_clock(now - started)} {progress(text)}".rstrip())
        raise AssertionError("each signal that is waited for ends a run")
    finally:
        if process and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def _signals() -> Iterator[list[int]]:
    """Hold signals back, and note them: what was noted acts when this is left.

    Between a child's start and knowing its number it could not be ended. And an exception that
    comes anywhere may come in a place that ignores it, as an object's end does.
    """
    caught: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield caught
        return
    heard = [n for n in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(n) != signal.SIG_IGN]
    before = {n: signal.signal(n, lambda number, _frame: caught.append(number)) for n in heard}
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for late in caught:
        signal.raise_signal(late)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
