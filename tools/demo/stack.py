"""Pulumi's part: one stack, run with the settings of the demo only."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass

from tools.demo.places import CLONE, DemoError, Places, say
from tools.demo.processes import end_strays, holder, locks_of
from tools.engine import Engine


@dataclass(frozen=True)
class Stack:
    """The stack `name` of the top folder's Pulumi.yaml.

    `settings` are PICTOGRAPH_* variables: a key in the environment is in no state and no file,
    and is current in every operation, which a recorded one is not at destroy.
    """

    name: str
    places: Places
    engine: Engine
    settings: dict[str, str]

    def up(self) -> None:
        """Preview and apply; raises DemoError when Pulumi refuses or fails."""
        self._select()
        self._run("up")

    def destroy(self) -> None:
        """Destroy everything the stack holds."""
        self._select()
        self._run("destroy")

    def exists(self) -> bool:
        """Whether there has been an `up` that is not destroyed and removed."""
        return any(self.places.state.rglob(f"stacks/*/{self.name}.json"))

    def remove(self) -> None:
        """Forget the destroyed stack; Pulumi refuses while it holds anything."""
        self._quietly("stack", "rm", "--yes", "--stack", self.name)

    def _select(self) -> None:
        # Made in a folder of its own, because making a stack writes its configuration next to
        # Pulumi.yaml, where a stack of the user's with the same name would have its own.
        folder = self.places.stack
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CLONE / "Pulumi.yaml", folder / "Pulumi.yaml")
        self._quietly("stack", "select", "--create", self.name)
        self._release()

    def _run(self, verb: str) -> None:
        config = self.places.stack / f"Pulumi.{self.name}.yaml"
        config.touch()
        arguments = ["--stack", self.name, "--config-file", str(config), "--yes"]
        command = [str(self.engine.pulumi), verb, "--non-interactive", *arguments]
        status = _to_its_end(subprocess.Popen(command, cwd=CLONE, env=self._env()))
        if status != 0:
            raise DemoError(f"`pulumi {verb}` did not succeed; what it says above is the reason.")

    def _quietly(self, *arguments: str) -> None:
        answer = subprocess.run(
            [self.engine.pulumi, *arguments, "--non-interactive"],
            cwd=self.places.stack,
            env=self._env(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if answer.returncode != 0:
            verb = " ".join(arguments[:2])
            raise DemoError(f"`pulumi {verb}` failed: {answer.stdout.strip()}")

    def _env(self) -> dict[str, str]:
        return self.engine.env(self.places.root, **self.settings)

    def _release(self) -> None:
        """Cancel the lock of a run that was killed; that of a living one is respected."""
        locks = locks_of(self.places.state, self.name)
        if owner := holder(locks):
            raise DemoError(f"the stack is in use by {owner}: wait for it or end it.")
        if locks:
            say("an earlier run was killed: releasing its lock on the stack")
            end_strays(self.places)
            self._quietly("cancel", self.name, "--yes")


def _to_its_end(process: subprocess.Popen[bytes]) -> int:
    """Wait for Pulumi, through ^C: it gets that too, and ends when its state is written."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
        except SystemExit:
            os.kill(process.pid, signal.SIGINT)
            process.wait()
            raise
