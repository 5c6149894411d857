"""A Pulumi command that is hurt while it runs."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from tests.engine.crashes.world import World
from tests.engine.running import TIMEOUT, Run
from tests.waiting import PATIENCE, until
from tools.demo.places import Places
from tools.demo.processes import end_strays

Victim = Literal["provider", "engine"]


class Command:
    """One command.

    `kill`, `interrupt` and `meanwhile` are for the gate to call, while it holds a request.
    """

    def __init__(self, world: World, *args: str) -> None:
        self._world = world
        self._args = args
        self._started, self._struck = threading.Event(), threading.Event()

    def kill(self, victim: Victim) -> None:
        """kill -9. The engine is dead when this returns."""
        assert self._started.wait(PATIENCE)
        provider = self._world.gate.provider
        assert provider is not None
        os.kill(self._process.pid if victim == "engine" else provider, signal.SIGKILL)
        if victim == "engine":
            # Or its provider might still report that the connection was lost.
            self._process.wait(TIMEOUT)
        self._struck.set()

    def meanwhile(self, action: Callable[[], object]) -> None:
        """Do something while a request of it is held, and let it live."""
        action()
        self._struck.set()

    def interrupt(self, by: signal.Signals, times: int = 1) -> None:
        """Ask the engine to stop, and wait until it says that it heard. Twice ends it at once."""
        assert self._started.wait(PATIENCE)
        self._process.send_signal(by)
        until(lambda: "cancelling" in self._output.read_text())
        if times > 1:
            self._process.send_signal(by)
            self._process.wait(TIMEOUT)
        self._struck.set()

    def run(self, over: Callable[[], bool] = lambda: True, *, surely: bool = True) -> Run:
        """Run it to its end, until it was struck as well, and end what it left running.

        Args:
            over: says when what it left running may be ended.
            surely: the moment has to come; else the run may be over before.
        """
        gate = self._world.gate
        with self._running():
            self._process.wait(TIMEOUT)
            run = Run(self._args, self._process.returncode, self._output.read_text())
            seen = "\n".join([*map(str, gate.moments), run.output])
            assert gate.fired or not surely, f"the moment never came. There were:\n{seen}"
            assert not gate.fired or self._struck.wait(PATIENCE), "nothing was killed"
            until(over)
        return run

    @contextmanager
    def _running(self) -> Iterator[None]:
        stack = self._world.stack
        # A file, since a pipe would end only with the last process that holds it.
        with tempfile.NamedTemporaryFile() as output:
            self._output = Path(output.name)
            self._process = subprocess.Popen(
                stack.command(*self._args),
                cwd=stack.folder,
                env=stack.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            self._started.set()
            try:
                yield
            finally:
                self._process.kill()
                self._process.wait()
                until(lambda: not end_strays(Places(stack.root)))
                until(self._world.no_fork_is_left)


def cut(world: World, at: int | str, victim: Victim, *args: str) -> Run:
    """Run a command, and kill one side of it at a moment of the gate.

    What is left of it gets no further, and nothing of it is left when this returns.
    """
    command = Command(world, *args)
    world.gate.arm(at, lambda: command.kill(victim))
    run = command.run()
    world.gate.open()
    return run
