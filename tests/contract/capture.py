"""A server that writes down each request as it came over the wire, and lets another answer it."""

from __future__ import annotations

import http.client
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import urlsplit

PREFIX = "/behind/a/gateway"
"""A path that the service may be served below: taken off before a request is passed on."""


@dataclass(frozen=True)
class Recorded:
    """One request: `target` is the request line's, undecoded; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class Capture:
    """Stands in front of a service; a context manager that runs it in a thread.

    Args:
        upstream: the URL of the service that answers.
    """

    def __init__(self, upstream: str) -> None:
        self._requests: list[Recorded] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(upstream, self._requests))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def take(self) -> list[Recorded]:
        """The requests since the last call of this."""
        taken = list(self._requests)
        self._requests.clear()
        return taken

    def __enter__(self) -> Capture:
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


def _handler(upstream: str, requests: list[Recorded]) -> type[BaseHTTPRequestHandler]:
    host = urlsplit(upstream).netloc

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            # A method of its own for every verb would say the same each time.
            self.close_connection = not (self.raw_requestline and self.parse_request())
            if not self.close_connection:
                self._pass_on()

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            # Not `self.path`, which has been tidied.
            method, target, _ = self.requestline.split(" ")
            headers = {name.lower(): value for name, value in self.headers.items()}
            requests.append(Recorded(method, target, headers, body))
            with_upstream = http.client.HTTPConnection(host)
            try:
                with_upstream.putrequest(
                    method, target.removeprefix(PREFIX), skip_host=True, skip_accept_encoding=True
                )
                for name, value in self.headers.items():
                    with_upstream.putheader(name, value)
                with_upstream.endheaders(body)
                answer = with_upstream.getresponse()
                self._answer(answer, answer.read())
            finally:
                with_upstream.close()

        def _answer(self, answer: http.client.HTTPResponse, content: bytes) -> None:
            self.send_response_only(answer.status)
            for name in ("Content-Type", "X-Request-Id"):
                if value := answer.getheader(name):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler
