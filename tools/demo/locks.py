"""The locks of Pulumi's file backend: a file each, which a killed run leaves behind."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Iterable
from pathlib import Path


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
