"""The emulator as a process that outlives this one.

It inherits a locked file. The system drops the lock when the process ends, however it ends, so
the lock tells whether the emulator lives, and the process id that it wrote cannot be that of
some other process that got the number later.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pictograph_provider import Client, PictographError
from tools.demo.places import DemoError, Places, say, wait_until

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0
_started: list[subprocess.Popen[bytes]] = []
"""Kept because a process that is forgotten while it runs looks like a mistake to Python."""


@dataclass(frozen=True)
class Emulator:
    """Where a running emulator is, and how to talk to it."""

    url: str
    key: str
    organization_id: str
    pid: int

    def client(self) -> Client:
        """A client for it; it answers at once or not at all."""
        return Client(self.key, self.url, timeout=10, max_retries=0)


def ensure(places: Places) -> Emulator:
    """The demo's emulator: the one that runs, if it is well, else a new one."""
    emulator = running(places)
    if emulator and places.database.exists() and _answers(emulator):
        return emulator
    stop(places)
    if not places.database.exists():
        # Whatever the state speaks of was in the file that is gone.
        shutil.rmtree(places.state, ignore_errors=True)
        places.seeded.unlink(missing_ok=True)
    # The same port again where possible: the state of the last run remembers it.
    ports = [urlsplit(old.url).port or 0] if (old := _read(places)) else []
    for port in [*ports, 0]:
        if emulator := _start(places, port):
            return emulator
    raise DemoError(f"the emulator did not start: {_last_words(places)}")


def running(places: Places) -> Emulator | None:
    """The emulator that lives now, whether it is well or not."""
    _started[:] = [process for process in _started if process.poll() is None]
    if not _lives(places):
        return None
    # One that has only just been started has not written the file yet.
    wait_until(lambda: _read(places) is not None or not _lives(places), _START_SECONDS)
    return _read(places)


def stop(places: Places) -> None:
    """End the emulator, if it lives: politely at first."""
    emulator = running(places)
    if emulator is None:
        if _lives(places):
            raise DemoError("an emulator of this clone lives but does not say where; end it first.")
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(emulator.pid, number)
        if wait_until(lambda: not _lives(places), _STOP_SECONDS):
            return
    raise DemoError(f"the emulator, process {emulator.pid}, does not end.")


def _start(places: Places, port: int) -> Emulator | None:
    say("starting the embedded emulator")
    places.root.mkdir(exist_ok=True)
    places.ready.unlink(missing_ok=True)
    program = Path(sys.executable).with_name("pictograph-provider")
    command: list[str | Path] = [program, "emulator", "serve", "--control", "--port", str(port)]
    command += ["--db", places.database, "--ready-file", places.ready]
    with places.alive.open("w") as alive, places.log.open("w") as log:
        fcntl.flock(alive, fcntl.LOCK_EX)
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Not in the terminal's group: neither ^C nor closing the terminal ends it.
            start_new_session=True,
            pass_fds=[alive.fileno()],
        )
        _started.append(process)
    wait_until(lambda: places.ready.exists() or process.poll() is not None, _START_SECONDS)
    return running(places)


def _lives(places: Places) -> bool:
    if not places.alive.exists():
        return False
    with places.alive.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _read(places: Places) -> Emulator | None:
    try:
        return Emulator(**json.loads(places.ready.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _answers(emulator: Emulator) -> bool:
    try:
        with emulator.client() as client:
            return client.organizations.me().id == emulator.organization_id
    except PictographError:
        return False


def _last_words(places: Places) -> str:
    lines = [line for line in places.log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it printed nothing"
