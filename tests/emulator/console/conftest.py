"""Reading the console as a browser would, without one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from pictograph_provider.emulator import Emulator
from tests.waiting import PATIENCE

Stream = Callable[[], str]
"""The content of the next page event."""


@pytest.fixture
def page(emulator: Emulator) -> Callable[[], str]:
    """The console's page as it is now."""

    def read() -> str:
        answer = httpx.get(emulator.url)
        answer.raise_for_status()
        return answer.text

    return read


@contextmanager
def watching(emulator: Emulator) -> Iterator[Stream]:
    """Somebody who has the console open."""
    with httpx.stream("GET", f"{emulator.url}/_console/events", timeout=PATIENCE) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()

        def next_page() -> str:
            deadline = time.monotonic() + PATIENCE
            while not (line := next(lines)).startswith("data: "):
                # What keeps the connection alive would come for ever.
                assert time.monotonic() < deadline, "no page came"
            html: str = json.loads(line.removeprefix("data: "))
            return html

        yield next_page


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Emulator]:
    """An emulator without its control plane."""
    with Emulator(tmp_path / "quiet.db") as emulator:
        yield emulator
