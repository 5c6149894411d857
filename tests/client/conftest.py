"""A transport to the emulator over a real socket, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pictograph_provider.client.config import client_config
from pictograph_provider.client.retry import Budget
from pictograph_provider.client.transport import Transport
from pictograph_provider.emulator.server import Emulator
from tests.client.fake_clock import FakeTime
from tests.rewriting import Rewriter


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def budget() -> Budget:
    return Budget()


@pytest.fixture
def transport(pictograph_emulator: Emulator, time: FakeTime, budget: Budget) -> Iterator[Transport]:
    config = client_config(pictograph_emulator.key, pictograph_emulator.url, env={})
    transport = Transport(config, budget=budget, clock=time.clock)
    yield transport
    transport.close()


@pytest.fixture
def rewriter(pictograph_emulator: Emulator) -> Iterator[Rewriter]:
    with Rewriter(pictograph_emulator.url) as rewriter:
        yield rewriter
