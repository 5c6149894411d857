"""Forks itself for each Python that the engine starts, with the libraries imported.

What a fork is asked about itself, it answers as a process that the engine has started: its
command line, its parent, its streams, its folder and environment.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import io
import marshal
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

# What programs and providers run on.
import dill  # type: ignore[import-untyped]  # noqa: F401
import grpc.experimental  # noqa: F401
import httpcore  # noqa: F401
import httpx  # noqa: F401
import pulumi.dynamic  # noqa: F401
import tenacity  # noqa: F401
from pydantic import TypeAdapter

TypeAdapter(list[str])  # has Pydantic import what it does for the first schema only

ROOMS = ("client", "guard", "lifecycle", "plan", "saving", "spelling", "state")
"""Of the product: what both shells stand on. It looks at nothing of the process when imported."""

for room in ROOMS:
    package = importlib.import_module(f"pictograph_provider.{room}")
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)

LARGEST = 1 << 20
"""Bytes of what a client asks."""


@dataclass
class Fork:
    """A process that stands for the client at the other end of its connection."""

    pid: int
    handle: int
    connection: socket.socket
    ended: bool = False


class Server:
    """Listens at a path, and forks."""

    def __init__(self, path: str) -> None:
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._listener.bind(path)
        self._listener.listen(64)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(0, selectors.EVENT_READ)
        self._forks: list[Fork] = []

    def run(self) -> list[str]:
        """Serve until the input ends; in a fork, return with what it is to run."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj == 0:
                    for fork in self._forks:
                        os.kill(fork.pid, signal.SIGKILL)
                    os._exit(0)
                elif key.fileobj is self._listener:
                    words = self._fork()
                    if words is not None:
                        return words
                elif key.fileobj == key.data.handle:
                    self._ended(key.data)
                else:
                    self._hear(key.data)

    def _fork(self) -> list[str] | None:
        connection, _ = self._listener.accept()
        asked, streams, _, _ = socket.recv_fds(connection, LARGEST, 3)
        if not streams:  # it is the test, which asks whether there are forks; or died at once
            with connection, contextlib.suppress(OSError):
                connection.send(bytes([bool(self._forks)]))
            return None
        client = int.from_bytes(
            connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)[:4], sys.byteorder
        )
        pid = os.fork()
        if not pid:
            connection.close()
            self._close()
            return become(client, streams, *marshal.loads(asked))  # noqa: S302
        for stream in streams:
            os.close(stream)
        with contextlib.suppress(OSError):  # whoever asked may be dead by now
            connection.send(b"y")
        fork = Fork(pid, os.pidfd_open(pid), connection)
        self._forks.append(fork)
        self._selector.register(fork.handle, selectors.EVENT_READ, fork)
        self._selector.register(connection, selectors.EVENT_READ, fork)
        return None

    def _close(self) -> None:
        for key in [*self._selector.get_map().values()]:
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
            elif key.fd:
                os.close(key.fd)
        self._selector.close()

    def _ended(self, fork: Fork) -> None:
        _, status = os.waitpid(fork.pid, 0)
        self._selector.unregister(fork.handle)
        os.close(fork.handle)
        self._forks.remove(fork)
        fork.ended = True
        code = os.waitstatus_to_exitcode(status)
        # The client may have been killed as well. The connection stays: closed with a signal in
        # it that was not read, it would give the client an error in place of the status.
        with contextlib.suppress(OSError):
            fork.connection.send(bytes([max(code, 0), max(-code, 0)]))

    def _hear(self, fork: Fork) -> None:
        try:
            number = fork.connection.recv(1)
        except OSError:
            number = b""
        if not number:  # the client is gone
            self._selector.unregister(fork.connection)
            fork.connection.close()
        if not fork.ended:
            os.kill(fork.pid, number[0] if number else signal.SIGKILL)


def become(
    client: int, streams: list[int], python: str, words: list[str], folder: str, env: dict[str, str]
) -> list[str]:
    """Make this process the one that the client stands for."""
    os.setpgid(0, 0)  # a signal comes once: to the client, which passes it on
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    # What a library had worked out of the environment before.
    tempfile.tempdir = None
    time.tzset()
    try:
        about = Path(f"/proc/{client}/stat").read_text()
    except OSError:
        os._exit(1)  # whom it would stand for is dead
    parent = int(about.rpartition(")")[2].split()[1])
    os.getppid = lambda: parent
    sys.orig_argv[:] = [python, *words]
    if "PYTHONPATH" in env:
        # What Python does at its start.
        sys.path[1:1] = env["PYTHONPATH"].split(os.pathsep)
        sys.modules.pop("sitecustomize", None)
        importlib.import_module("sitecustomize")
    if words[0] == "-u":
        return words[1:]
    output = io.BufferedWriter(io.FileIO(1, "w", closefd=False))
    sys.stdout = io.TextIOWrapper(output, sys.stdout.encoding, sys.stdout.errors)
    return words


def run(words: list[str]) -> None:
    """Run a module or a file as Python does."""
    if words[0] == "-m":
        sys.argv[:] = words[1:]
        sys.path[0] = str(Path.cwd())
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv[:] = words
        sys.path[0] = str(Path(words[0]).parent)
        runpy.run_path(words[0], run_name="__main__")


def end() -> None:
    """End as Python does, but with all modules in memory: to remove them, each page is copied."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


server = Server(sys.argv[1])
print("ready")
gc.freeze()
words = server.run()
del server
try:
    run(words)
except SystemExit as ended:
    if ended.code not in (0, None):
        raise
end()
