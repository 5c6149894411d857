"""Machines that share nothing but the backend, and the program as a repository holds it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from pictograph_provider.emulator.server import Emulator
from tests.engine.crashes.world import World
from tests.engine.gate import Gate
from tests.engine.labels import Labels
from tests.engine.python import with_listed_packages
from tests.engine.stack import Stack
from tests.engine.warm import Warm
from tools.engine import Engine

SHARED = ("Pulumi.yaml", "Pulumi.dev.yaml", "__main__.py")


class Machines:
    """Makes machines with an engine's home and a folder of their own.

    Args:
        backend: environment variables that say where the state is.
        warm: what forks programs and providers, if anything does.
    """

    def __init__(
        self,
        engine: Engine,
        root: Path,
        emulator: Emulator,
        gate: Gate,
        backend: Mapping[str, str],
        warm: Warm | None,
    ) -> None:
        self._engine, self._root, self._backend = engine, root, backend
        self._emulator, self._gate, self._warm = emulator, gate, warm

    @property
    def organization(self) -> str:
        """The id of the organization that the keys belong to."""
        return self._emulator.organization_id

    def first(self) -> World:
        """The machine on which the stack is made."""
        world = self._world("first")
        (world.stack.folder / "Pulumi.yaml").write_text("name: signs\nruntime: python\n")
        world.stack.pulumi("stack", "init", "dev").expect()
        plain = ("--plaintext", f"pictograph:baseUrl={self._gate.url}")
        secret = ("--secret", f"pictograph:apiKey={self._emulator.key}")
        world.stack.pulumi("config", "set-all", *plain, *secret).expect()
        return world

    def another(self, like: World, name: str = "another") -> World:
        """One more, with a checkout of the same program."""
        world = self._world(name)
        for file in SHARED:
            shutil.copy(like.stack.folder / file, world.stack.folder)
        # The passphrase of `like` may be another one by now: selecting needs none.
        world.stack.pulumi("stack", "select", "dev").expect()
        return world

    def _world(self, name: str) -> World:
        root = self._root / name
        root.mkdir()
        python = with_listed_packages(root)
        emulator, gate = self._emulator, self._gate
        stack = Stack.at(self._engine, root, gate.url, emulator.key, python)
        stack.env |= {**gate.env, **self._backend}
        if self._warm is not None:
            self._warm.use(stack)
        stack.folder.mkdir()
        return World(stack, gate, Labels(stack.client), emulator.key, self._warm, emulator)
