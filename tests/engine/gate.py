"""A gate between provider and service: it knows each moment of a run, and can end the run there.

A real HTTP proxy. Nothing of the provider is imitated; its process gets one hook
(`provider_hook`), which tells the gate when a method has returned and its answer has not left yet.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.serving import HOST, Answer, Headers, Served, forwarded

HOOK = Path(__file__).with_name("provider_hook")
OWN = "/_gate/"
"""Paths that the hook asks for. Nothing below is passed on."""

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Moment:
    """A point of a run at which it can be cut off.

    Attributes:
        index: counts from 0, all kinds together, since the gate was opened.
        kind: `before` (a request has arrived and was not passed on), `after` (the service has
            carried it out, its answer was not passed on) or `returned` (a method of the
            provider has returned, the engine has not got its answer).
        what: the request, such as `PATCH datasets/{id}`; or the method, such as `update`.
    """

    index: int
    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind} {self.what}"


class Gate(Served):
    """Stands in front of a service while it is entered.

    Attributes:
        upstream: the service's address.
        moments: what was passed since the gate was opened.
        provider: process id of the provider that has started last since the gate was opened.
    """

    def __init__(self, upstream: str) -> None:
        self.upstream = upstream
        self._lock = threading.Lock()
        server = _Server((HOST, 0), _Handler)
        server.gate = self
        super().__init__(server)
        self.url = f"http://{self.address}"
        self.open()

    @property
    def env(self) -> dict[str, str]:
        """What the engine's environment needs for the hook to work."""
        return {"PYTHONPATH": str(HOOK), "TEST_GATE": self.url}

    def open(self) -> None:
        """Count from the start again, with nothing armed; let everything through."""
        with self._lock:
            self.moments: list[Moment] = []
            self.provider: int | None = None
            self.fired: Moment | None = None
            self._at: int | str | None = None
            self._closed = False

    def arm(self, at: int | str, action: Callable[[], None], *, drop: bool = True) -> None:
        """At that moment call `action`, while the request is held.

        Args:
            at: a moment's index, or its text (the first such moment then).
            action: runs in a thread of the gate; from then on `fired` is the moment.
            drop: end the held connection afterwards and every later one, so that whatever is
                left of the run gets no further, until the gate is opened again.
        """
        self.open()
        self._action, self._drop, self._at = action, drop, at

    def passes(self, kind: str, what: str) -> bool:
        """Whether the connection may go on, asked at each moment."""
        with self._lock:
            if self._closed:
                return False
            moment = Moment(len(self.moments), kind, what)
            self.moments.append(moment)
            if self.fired is not None or self._at not in (moment.index, str(moment)):
                return True
            self.fired, self._closed = moment, self._drop
        self._action()
        return not self._drop


class _Server(ThreadingHTTPServer):
    gate: Gate
    daemon_threads = False  # leaving the gate waits for them: no request outlives its test


class _Handler(BaseHTTPRequestHandler):
    """One connection, one request: no idle connection is left to wait for."""

    server: _Server
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer leaves in one piece, so nothing waits for an acknowledgement

    def _serve(self) -> None:
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.startswith(OWN):
            answer = self._hook(*self.path.removeprefix(OWN).split("/"))
        else:
            answer = self._pass_on(body)
        with contextlib.suppress(OSError):  # whoever asked may be dead by now
            if answer is None:
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self._answer(*answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815

    def _answer(self, status: int, headers: Headers, content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def _hook(self, about: str, value: str) -> Answer | None:
        if about == "started":
            self.server.gate.provider = int(value)
        elif not self.server.gate.passes(about, value):
            return None
        return 200, [], b""

    def _pass_on(self, body: bytes) -> Answer | None:
        gate, what = self.server.gate, f"{self.command} {_short(self.path)}"
        if not gate.passes("before", what):
            return None
        upstream, answer = urlsplit(gate.upstream).netloc, None
        # Where it gives no answer, the service itself dropped the connection.
        with contextlib.suppress(OSError, http.client.HTTPException):
            answer = forwarded(upstream, self.command, self.path, self.headers.items(), body)
        return answer if gate.passes("after", what) else None

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: the moments are the log."""


def _short(path: str) -> str:
    return UUID.sub("{id}", urlsplit(path).path.removeprefix("/api/v1/developer/"))
