"""A session with an emulator, without an engine, and what it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.shell import Shell


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def session(pictograph_emulator: Emulator, said: list[str]) -> Iterator[Session]:
    def speak(text: str, /, *, warn: bool = False, passing: bool = False) -> None:
        said.append(text)

    with Client(pictograph_emulator.key, pictograph_emulator.url, max_retries=0) as client:
        yield Session(client, shell=Shell(voice=speak))
