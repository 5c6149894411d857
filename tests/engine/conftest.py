"""The real engine against a real socket; nothing here is imitated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels, Meanwhile
from tests.engine.stack import Stack
from tools.engine import Engine, find


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine of this machine; it is made available before the tests start."""
    return find()


@pytest.fixture
def stack(engine: Engine, tmp_path: Path, pictograph_emulator: Emulator) -> Iterator[Stack]:
    """An empty stack whose service is an empty emulator."""
    emulator = pictograph_emulator
    stack = Stack.start(engine, tmp_path / "stack", emulator.url, emulator.key)
    with stack.client:
        yield stack


@pytest.fixture
def labels(stack: Stack) -> Labels:
    """Puts annotations on images of the stack's projects."""
    return Labels(stack.client)


@pytest.fixture
def meanwhile(stack: Stack, pictograph_emulator: Emulator) -> Meanwhile:
    """Somebody who works in the service between two requests of the provider."""
    return Meanwhile(stack.client, pictograph_emulator.control)
