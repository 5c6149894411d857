"""Run a Pulumi command, and kill one of its processes in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
from typing import Literal

from tests.engine.crashes.world import World
from tests.engine.stack import TIMEOUT, Run
from tools.demo.places import Places
from tools.demo.strays import end_strays

Victim = Literal["provider", "engine"]


def cut(
    world: World,
    at: int | str,
    victim: Victim,
    *args: str,
    by: signal.Signals = signal.SIGKILL,
    drop: bool = True,
) -> Run:
    """Run a command, and send the victim a signal at a moment of the gate.

    Nothing that the command started is left when this returns, and the moment did come.

    Args:
        at, drop: as for `Gate.arm`.
    """
    stack, gate = world.stack, world.gate
    started = threading.Event()

    def strike() -> None:
        assert started.wait(TIMEOUT)
        os.kill(process.pid if victim == "engine" else gate.provider or 0, by)
        if drop and victim == "engine":
            process.wait(TIMEOUT)  # before its provider can tell it that the connection is lost

    gate.arm(at, strike, drop=drop)
    # A file, since a pipe would end only with the last process that holds it.
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            [stack.engine.pulumi, *args, "--non-interactive", "--color=never"],
            cwd=stack.folder,
            env=stack.env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        started.set()
        try:
            process.wait(TIMEOUT)
        finally:
            process.kill()
            process.wait()
            while end_strays(Places(stack.root)):
                pass  # until there was none left to end
        output.seek(0)
        run = Run(args, process.returncode, output.read())
    assert gate.fired, f"the moment {at} never came: {[*map(str, gate.moments)]}\n{run.output}"
    gate.open()
    return run
