"""A real S3 server on a folder, and a line to it that can be cut."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from tests.serving import HOST, Answer, Served, forwarded

KEY, SECRET = "tester", "the-testers-secret"
PATIENCE = 30
"""Seconds for a server to start."""


@dataclass(frozen=True)
class ObjectStore:
    """A running server.

    Attributes:
        address: host and port.
        folder: each folder in it is a bucket, each file in those an object.
    """

    address: str
    folder: Path

    @property
    def env(self) -> dict[str, str]:
        return environment(self.address)

    def bucket(self, name: str) -> Path:
        """Make a bucket."""
        folder = self.folder / name
        folder.mkdir()
        return folder

    @staticmethod
    def objects(bucket: Path) -> list[str]:
        """The keys in a bucket, without what the server keeps there for itself."""
        files = (str(path.relative_to(bucket)) for path in bucket.rglob("*") if path.is_file())
        return sorted(name for name in files if not name.startswith(".sgwtmp"))


def environment(address: str) -> dict[str, str]:
    """What tells a client of S3 where the server is, and who asks."""
    return {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{address}",
        "AWS_ALLOW_HTTP": "true",
    }


@contextlib.contextmanager
def serve(program: Path, root: Path) -> Iterator[ObjectStore]:
    """Run the server while it is entered."""
    folder = root / "buckets"
    folder.mkdir(parents=True)
    with (root / "server.log").open("wb") as log:
        for _ in range(5):  # another process may take the port between here and the server
            address = f"{HOST}:{free_port()}"
            command = [str(program), "--port", address, "--access", KEY, "--secret", SECRET]
            # The metadata lie beside the files: not every file system takes extended attributes.
            sidecar = root / "metadata"
            sidecar.mkdir(exist_ok=True)
            command += ["--quiet", "posix", "--sidecar", str(sidecar), str(folder)]
            with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log) as run:
                try:
                    if _answers(address, run):
                        yield ObjectStore(address, folder)
                        return
                finally:
                    run.kill()
    raise AssertionError((root / "server.log").read_text())


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    host, _, port = address.partition(":")
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection((host, int(port)), 1):
            return True
        time.sleep(0.02)
    return False


Fate = Literal["pass", "cut", "cut after", "garble"]
"""`cut` in the middle of the body that is sent, `cut after` the effect and before the answer, or
`garble` a byte of the answer."""


class Line(Served):
    """Stands in front of a server while it is entered.

    Attributes:
        fate: decides for each request by method and path.
        seen: each request, such as `PUT /saved/x.zip`, in their order.
    """

    def __init__(self, upstream: str) -> None:
        self.fate: Callable[[str, str], Fate] = lambda method, path: "pass"
        self.upstream = upstream
        self.seen: list[str] = []
        server = _Server((HOST, 0), _Handler)
        server.line = self
        super().__init__(server)

    def spoil(self, method: str, path: str, fate: Fate) -> None:
        """From now on, this becomes of each request whose path, with its query, matches."""
        self.fate = lambda verb, target: (
            fate if verb == method and re.search(path, target) else "pass"
        )


class _Server(ThreadingHTTPServer):
    line: Line


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def _serve(self) -> None:
        self.close_connection = True
        line = self.server.line
        line.seen.append(f"{self.command} {self.path}")
        fate = line.fate(self.command, self.path)
        length = int(self.headers.get("Content-Length", 0))
        if fate == "cut":
            self.rfile.read(length // 2)
            return self._hang_up()
        body = self.rfile.read(length)
        with contextlib.suppress(OSError, http.client.HTTPException):
            answer = forwarded(line.upstream, self.command, self.path, self.headers.items(), body)
            if fate != "cut after":
                return self._answer(answer, garbled=fate == "garble")
        return self._hang_up()

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _answer(self, answer: Answer, *, garbled: bool) -> None:
        status, headers, content = answer
        if garbled and content:
            content = bytes([content[0] ^ 1]) + content[1:]
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("connection", "transfer-encoding"):
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""
