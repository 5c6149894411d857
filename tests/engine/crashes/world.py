"""All that a crash can touch: a stack and a service, and the way back to how they were."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pictograph_provider.emulator.control.client import Control
from pictograph_provider.emulator.server import Emulator
from tests.engine.gate import Gate
from tests.engine.labels import Labels
from tests.engine.python import with_listed_packages
from tests.engine.stack import Stack
from tools.engine import Engine

STRANGER = "somebody-elses"
"""A project of the same organisation that the stack knows nothing of."""


@dataclass
class World:
    """A stack whose provider reaches its service through a gate.

    Attributes:
        key: the API key in the stack's configuration.
        labels: somebody who labels. Goes through the gate as well, so not during a run.
    """

    stack: Stack
    gate: Gate
    labels: Labels
    key: str
    _root: Path
    _emulator: Emulator

    @classmethod
    @contextmanager
    def new(cls, engine: Engine, root: Path) -> Iterator[World]:
        """An empty stack, and a service with nothing in it but a stranger's project."""
        (root / "service").mkdir(parents=True)
        emulator = _emulator(root)
        emulator.start()
        with Gate(emulator.url) as gate:
            python = with_listed_packages(root)
            stack = Stack.start(engine, root / "stack", gate.url, emulator.key, python=python)
            stack.env |= gate.env
            world = cls(stack, gate, Labels(stack.client), emulator.key, root, emulator)
            with stack.client:
                stack.client.projects.create(STRANGER, classes=[{"name": "stop", "type": "bbox"}])
                world.labels.add(STRANGER, {"stop": 2})
                try:
                    yield world
                finally:
                    world._emulator.stop()

    @property
    def control(self) -> Control:
        """Switches faults on."""
        return self._emulator.control

    def save(self) -> None:
        """Remember everything as it is now."""
        self._copy(self._root, self._root / "saved")

    def restore(self) -> None:
        """Make everything as it was when it was saved."""
        self._copy(self._root / "saved", self._root)

    def _copy(self, source: Path, target: Path) -> None:
        self._emulator.stop()  # it has the file open
        for folder in ("service", "stack/state", "stack/program"):
            shutil.rmtree(target / folder, ignore_errors=True)
            shutil.copytree(source / folder, target / folder)
        self._emulator = _emulator(self._root)
        self._emulator.start()
        self.gate.upstream = self._emulator.url
        self.gate.open()


def _emulator(root: Path) -> Emulator:
    return Emulator(root / "service" / "emulator.db", control=True)
