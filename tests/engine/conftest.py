"""The real engine against a real socket; nothing here is imitated."""

from __future__ import annotations

from pathlib import Path

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.stack import Stack
from tools.engine import Engine, find


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine of this machine; it is made available before the tests start."""
    return find()


@pytest.fixture
def stack(engine: Engine, tmp_path: Path, pictograph_emulator: Emulator) -> Stack:
    """An empty stack whose service is an empty emulator."""
    emulator = pictograph_emulator
    return Stack.start(engine, tmp_path / "stack", emulator.url, emulator.key)


@pytest.fixture
def labels(stack: Stack) -> Labels:
    """Puts annotations on images of the stack's projects."""
    return Labels(stack.client)
