"""A real HTTP proxy before a service, which rewrites the JSON of its answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.serving import HOST, Served, forwarded

Rewrite = Callable[[str, str, Any], Any]
"""From a method, a path below the API's and an answer's JSON to the JSON to give in its place."""

API = "/api/v1/developer/"


class Rewriter(Served):
    """Passes on what it is asked while it is entered; the service carries everything out.

    Attributes:
        rewrite: applied to each answer of success.
        headers: set in each answer, in place of the service's; None takes the header out.
    """

    def __init__(self, upstream: str, rewrite: Rewrite | None = None) -> None:
        self.rewrite: Rewrite = rewrite or (lambda method, path, body: body)
        self.headers: dict[str, str | None] = {}
        rewriter = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # in one piece, so nothing waits for an acknowledgement

            def serve(self) -> None:
                self.close_connection = True
                sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                host = urlsplit(upstream).netloc
                status, headers, content = forwarded(
                    host, self.command, self.path, self.headers.items(), sent
                )
                path = urlsplit(self.path).path
                if status < 300 and path.startswith(API):  # an upload or a download is not JSON
                    answer = rewriter.rewrite(
                        self.command, path.removeprefix(API), json.loads(content)
                    )
                    content = json.dumps(answer).encode()
                self.send_response_only(status)
                for name, value in rewriter.replaced(headers):
                    self.send_header(name, value)
                self.send_header("Connection", "close")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = serve  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Print nothing."""

        server = ThreadingHTTPServer((HOST, 0), Handler)
        server.daemon_threads = False  # leaving it waits for them: none outlives its test
        super().__init__(server)
        self.url = f"http://{self.address}"

    def replaced(self, headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The headers to send in place of the service's."""
        left_out = {
            "connection",
            "content-length",
            "transfer-encoding",
            *map(str.lower, self.headers),
        }
        kept = [(name, value) for name, value in headers if name.lower() not in left_out]
        return kept + [(name, value) for name, value in self.headers.items() if value is not None]
