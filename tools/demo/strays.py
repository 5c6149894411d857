"""Processes of a Pulumi that was killed: its provider does not always notice and stays."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

from tools.demo.places import Places


def end_strays(places: Places) -> list[int]:
    """End what was started with the demo's own settings; call it when nothing of it may run.

    The environment tells: no process of anybody else has this PULUMI_HOME. Where the system
    does not show the environment of processes (macOS), they are left to end with the session.
    """
    found = [pid for pid in _processes() if _belongs(pid, places)]
    for pid in found:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return found


def _processes() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]


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
