"""Real HTTP servers of the tests' own, each in a thread, and what passes a request on."""

from __future__ import annotations

import contextlib
import http.client
import threading
from collections.abc import Iterable
from http.server import HTTPServer
from types import TracebackType
from typing import TypeVar

HOST = "127.0.0.1"

Headers = Iterable[tuple[str, str]]
Answer = tuple[int, Headers, bytes]
"""Status, headers and body."""


_Self = TypeVar("_Self", bound="Served")


class Served:
    """A context manager: the server runs in a thread while it is entered.

    Attributes:
        address: host and port.
    """

    def __init__(self, server: HTTPServer) -> None:
        self._server = server
        # The default of half a second would be the time that leaving it takes.
        self._thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        self.address = f"{HOST}:{server.server_port}"

    def __enter__(self: _Self) -> _Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def forwarded(upstream: str, method: str, target: str, headers: Headers, body: bytes) -> Answer:
    """Have a service carry out a request just as it came.

    Args:
        upstream: its host and port.
        target: of the request line, undecoded.

    Raises:
        OSError, http.client.HTTPException: it gave no answer.
    """
    with contextlib.closing(http.client.HTTPConnection(upstream)) as connection:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers:
            if name.lower() != "connection":  # it is between two neighbours only
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.getheaders(), answer.read()
