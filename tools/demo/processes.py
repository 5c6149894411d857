"""Other processes of Pulumi: who holds a stack's lock, and what a killed run left running."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tools.demo.places import Places


def locks_of(state: Path, stack: str) -> list[Path]:
    """The locks that lie on a stack."""
    return list(state.rglob(f"locks/*/*/{stack}/*.json"))


def holder(locks: Iterable[Path]) -> str | None:
    """Who still holds one of the locks; None when all that took them are gone."""
    return next(filter(None, map(_owner, locks)), None)


def _owner(lock: Path) -> str | None:
    try:
        content = json.loads(lock.read_text())
        pid, host = int(content["pid"]), str(content["hostname"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if host != socket.gethostname():
        return f"process {pid} on {host}"
    # The number may belong to something else by now.
    return f"process {pid}" if "pulumi" in _program(pid) else None


def _program(pid: int) -> set[str]:
    """The names that a process runs under; none when it has ended, reaped or not."""
    if Path("/proc/self/cmdline").exists():
        file = Path(f"/proc/{pid}/cmdline")
        words = file.read_text(errors="replace").split("\0") if file.exists() else []
        return {Path(word).name for word in words[:2]}
    ps = ["ps", "-p", str(pid), "-o", "comm="]
    answer = subprocess.run(ps, capture_output=True, text=True, check=False)
    return {Path(answer.stdout.strip()).name}


def end_strays(places: Places) -> list[int]:
    """End what was started with the demo's own settings; call it when nothing of it may run.

    The environment tells: no process of anybody else has this PULUMI_HOME. Where the system
    does not show the environment of processes (macOS), they are left to end with the session.
    """
    pids = (int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
    found = [pid for pid in pids if _belongs(pid, places)]
    for pid in found:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return found


def _belongs(pid: int, places: Places) -> bool:
    process = Path(f"/proc/{pid}")
    try:
        environment = (process / "environ").read_bytes().split(b"\0")
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        # Ended meanwhile, or somebody else's.
        return False
    # A shell in which somebody has set the same was not started by Pulumi.
    pulumi = any(Path(os.fsdecode(word)).name.startswith("pulumi") for word in words)
    return pulumi and os.fsencode(f"PULUMI_HOME={places.root / 'pulumi'}") in environment
