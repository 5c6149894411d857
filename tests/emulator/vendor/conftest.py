"""The vendor's SDK, once with its client for threads and once with the one for asyncio.

Nobody here wrote it, so where it agrees with the emulator the emulator is right.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from typing import Any

import pictograph
import pytest

from pictograph_provider.emulator import Emulator


class Blocking:
    """Calls into the asynchronous client, each waited for."""

    def __init__(self, target: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._target = target
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._target, name)
        return self._call(value) if callable(value) else Blocking(value, self._loop)

    def _call(self, method: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = method(*args, **kwargs)
            if inspect.isawaitable(result):
                return self._loop.run_until_complete(result)
            return self._loop.run_until_complete(_all(result))

        return call


async def _all(items: Any) -> list[Any]:
    return [item async for item in items]


def connect(kind: str, url: str, key: str, **options: Any) -> Iterator[Any]:
    """A client of either kind, closed in the end."""
    options = {"max_retries": 0, **options}
    if kind == "threads":
        with pictograph.Client(api_key=key, base_url=url, **options) as threaded:
            yield threaded
        return
    loop = asyncio.new_event_loop()
    client = pictograph.AsyncClient(api_key=key, base_url=url, **options)
    yield Blocking(client, loop)
    loop.run_until_complete(client.aclose())
    loop.close()


@pytest.fixture(params=["threads", "asyncio"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which of the SDK's two clients."""
    return str(request.param)


@pytest.fixture
def sdk(kind: str, emulator: Emulator) -> Iterator[Any]:
    """The SDK with the owner's key; it shows every failure instead of trying again."""
    yield from connect(kind, emulator.url, emulator.key)
