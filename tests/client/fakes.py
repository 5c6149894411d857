"""A service of a few fixed answers, and a storage on another port: two hosts, as it were."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Route = Callable[[BaseHTTPRequestHandler], None]


class Fake:
    """A server on a free port of this machine.

    Attributes:
        seen: the headers of each request, by path.
    """

    def __init__(self, answer: Route) -> None:
        seen = self.seen = dict[str, dict[str, str]]()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen[self.path] = {key.lower(): value for key, value in self.headers.items()}
                answer(self)

            def log_message(self, *args: Any) -> None:
                """Nothing: the tests' output is for their failures."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Fake:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def json_answer(data: Any) -> Route:
    """Answer this, as the service wraps it."""
    return body_answer(json.dumps({"data": data}).encode())


def body_answer(body: bytes, *, announced: int | None = None, status: int = 200) -> Route:
    """Answer these bytes; `announced` is what Content-Length says instead of the truth."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if announced is None else announced))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def in_turn(*routes: Route) -> Route:
    """Another answer each time; the last one for ever."""
    left = list(routes)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return answer
