"""Make every call twice, with our client and with the vendor's SDK, and compare."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pictograph_provider import Client, ValidationError
from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.png import png
from tests.contract.calls import CALLS, CONTENT, PROJECTS, Call
from tests.contract.capture import PREFIX, Capture
from tests.contract.compare import Difference, Parts, differences, taken_apart
from tests.contract.scene import Scene, prepare
from tests.emulator.conftest import Api
from tests.emulator.vendor.conftest import connect


@dataclass(frozen=True)
class Comparison:
    """What was compared, and what came of it."""

    calls: int
    requests: int
    differences: list[Difference]


def compare(kind: str) -> Comparison:
    """Our client and the SDK's client of this kind, `threads` or `asyncio`.

    Raises:
        Exception: a call failed that should not, or was sent that should be refused.
    """
    with contextlib.ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        emulator = opened.enter_context(Emulator(control=True))
        capture = opened.enter_context(Capture(emulator.url))
        api = opened.enter_context(Api(emulator.url, emulator.key))
        # Both take the blanks off a key and the slashes off an address.
        key, url = f" {emulator.key}\n", f"{capture.url}{PREFIX}//"
        client = opened.enter_context(Client(key, url, max_retries=0))
        sdk = opened.enter_context(contextlib.contextmanager(connect)(kind, url, key))
        file = folder / "image.png"
        file.write_bytes(png(4, 3))

        def record(
            call: Callable[[Any, Scene], object], caller: Any, *, content: bool
        ) -> list[Parts]:
            scene = prepare(emulator, api, file, content=content)
            call(caller, scene)
            return [taken_apart(request, scene.ids) for request in capture.take()]

        requests = 0
        found: list[Difference] = []
        for calls, content in ((PROJECTS, False), (CONTENT, True)):
            for call in calls:
                ours, theirs = _refusing(call) if call.refused else (call.ours, call.theirs)
                mine = record(ours, client, content=content)
                other = record(theirs, sdk, content=content)
                requests += max(len(mine), len(other))
                found.extend(differences(call.name, mine, other))
    return Comparison(len(CALLS), requests, found)


def _refusing(call: Call) -> tuple[Callable[[Any, Scene], object], Callable[[Any, Scene], object]]:
    def ours(client: Any, scene: Scene) -> None:
        with pytest.raises(ValidationError):
            call.ours(client, scene)

    def theirs(sdk: Any, scene: Scene) -> None:
        # What it makes of the answer to a request that went astray is nothing to us.
        with contextlib.suppress(Exception):
            call.theirs(sdk, scene)

    return ours, theirs
