"""All that a crash can touch: a stack and a service, and the way back to how they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pictograph_provider.emulator.control.client import Control
from pictograph_provider.emulator.server import Emulator
from tests.engine.gate import Gate
from tests.engine.kept import Kept
from tests.engine.labels import Labels
from tests.engine.stack import Stack
from tests.engine.vault import Vault
from tests.engine.warm import Warm
from tools.engine import Engine

FOREIGN = "somebody-elses"
"""A project of the same organization that the stack knows nothing of."""


@dataclass
class World:
    """A stack whose provider reaches its service through a gate.

    Attributes:
        key: the API key in the stack's configuration.
        labels: somebody who labels. Goes through the gate as well, so not during a run.
        warm: what forks its program and provider; None where they start as everywhere.
    """

    stack: Stack
    gate: Gate
    labels: Labels
    key: str
    warm: Warm | None
    _emulator: Emulator

    @classmethod
    @contextmanager
    def new(
        cls,
        engine: Engine,
        root: Path,
        warm: Warm | None,
        vault: Vault | None,
        kind: type[Stack] = Stack,
    ) -> Iterator[World]:
        """An empty stack of a shell, and a service that holds somebody else's project alone."""
        if not Path("/proc/self/environ").exists():
            pytest.skip(
                "this system hides whose a process is: nothing could end what a kill leaves"
            )
        root.mkdir(parents=True, exist_ok=True)
        with (
            Emulator(root / "emulator.db", control=True) as emulator,
            Gate(emulator.url) as gate,
        ):
            stack = kind.start(engine, root / "stack", gate.url, emulator.key, vault)
            stack.env |= gate.env
            if warm is not None:
                warm.use(stack)
            world = cls(stack, gate, Labels(stack.client), emulator.key, warm, emulator)
            with stack.client:
                stack.client.projects.create(FOREIGN, classes=[{"name": "stop", "type": "bbox"}])
                world.labels.add(FOREIGN, {"stop": 2})
                yield world

    @property
    def control(self) -> Control:
        """Switches faults on."""
        return self._emulator.control

    def no_fork_is_left(self) -> bool:
        """Whether the last fork is gone: it ends a moment after the process it stands for."""
        return self.warm is None or self.warm.idle

    def save(self) -> Kept:
        """Remember everything as it is now."""
        self.gate.open()
        return Kept.of(self.stack, self._emulator, self.stack.root.with_name("saved"))

    def restore(self, kept: Kept) -> None:
        """Make everything as it was when it was saved."""
        kept.put_back(self.stack, self._emulator)
        self.gate.open()
