"""A client of an emulator, for reviews of previews that were never made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator


@pytest.fixture
def client(pictograph_emulator: Emulator) -> Iterator[Client]:
    with Client(pictograph_emulator.key, pictograph_emulator.url) as client:
        yield client
