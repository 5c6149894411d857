"""A server that writes down each request as it came over the wire, and lets another answer it."""

from __future__ import annotations

from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.serving import HOST, Headers, Served, forwarded

PREFIX = "/behind/a/gateway"
"""A path that the service may be served below: taken off before a request is passed on."""


@dataclass(frozen=True)
class Recorded:
    """One request: `target` is the request line's, undecoded; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class Capture(Served):
    """Stands in front of a service.

    Args:
        upstream: the URL of the service that answers.
    """

    def __init__(self, upstream: str) -> None:
        self._requests: list[Recorded] = []
        handler = _handler(upstream, self._requests)
        super().__init__(ThreadingHTTPServer((HOST, 0), handler))
        self.url = f"http://{self.address}"

    def take(self) -> list[Recorded]:
        """The requests since the last call of this."""
        taken = list(self._requests)
        self._requests.clear()
        return taken


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
            target = target.removeprefix(PREFIX)
            self._answer(*forwarded(host, method, target, self.headers.items(), body))

        def _answer(self, status: int, headers: Headers, content: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() in ("content-type", "x-request-id"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler
