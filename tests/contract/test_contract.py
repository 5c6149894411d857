"""Our client sends what the vendor's SDK sends, byte for byte, or there is a reason."""

from __future__ import annotations

import inspect
import re
import socket
from functools import cached_property
from importlib import metadata
from pathlib import Path
from unittest.mock import MagicMock
from urllib.parse import urlsplit

import pictograph
import pytest

from pictograph_provider import Client
from pictograph_provider.emulator import Emulator
from tests.contract.calls import CALLS
from tests.contract.capture import Capture
from tests.contract.differences import stale, unlisted
from tests.contract.record import compare
from tests.contract.scene import Scene

LOCK = Path(__file__).parents[2] / "requirements.lock"


@pytest.mark.parametrize("kind", ["threads", "asyncio"])
def test_every_difference_has_its_reason_and_every_reason_its_difference(kind: str) -> None:
    found = compare(kind).differences
    assert (unlisted(found), stale(found)) == ([], [])


def test_every_method_of_our_client_is_compared(tmp_path: Path) -> None:
    called = MagicMock()
    file = tmp_path / "image.png"
    file.touch()
    for call in CALLS:
        call.ours(called, Scene("project", "image", file))
    assert {name for name, _, _ in called.method_calls} == set(methods())


def methods() -> list[str]:
    """The methods that send something: `projects.list` and so on."""
    with Client("key", "http://localhost") as client:
        made = inspect.getmembers(Client, lambda member: isinstance(member, cached_property))
        parts = {name: getattr(client, name) for name, _ in made}
    return [
        f"{name}.{method}"
        for name, part in parts.items()
        for method, _ in inspect.getmembers(type(part), inspect.isfunction)
        if not method.startswith("_")
    ]


def test_the_sdk_is_the_newest_that_the_lock_knows() -> None:
    (pinned,) = re.findall(r"^pictograph==(\S+)", LOCK.read_text(), re.M)
    assert pictograph.__version__ == metadata.version("pictograph") == pinned


def test_a_request_is_written_down_as_it_came_over_the_wire(pictograph_emulator: Emulator) -> None:
    line = b"GET //a%2fB/%7e/../x?b=%20&a=+&b HTTP/1.1"
    sent = b"\r\n".join([line, b"Host: x", b"X-Y: Z", b"Content-Length: 2", b"", b"\xff "])
    with Capture(pictograph_emulator.url) as capture:
        with socket.create_connection(("127.0.0.1", urlsplit(capture.url).port or 0)) as wire:
            wire.sendall(sent)
            assert wire.recv(1000).startswith(b"HTTP/1.1 404")
        (request,) = capture.take()
    assert (request.method, request.target) == ("GET", "//a%2fB/%7e/../x?b=%20&a=+&b")
    assert (request.headers["x-y"], request.body) == ("Z", b"\xff ")
