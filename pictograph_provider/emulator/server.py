"""The emulator on a real socket: in a thread for tests, in the foreground for the command."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import uvicorn
from fastapi import FastAPI

from pictograph_provider.emulator.app import create_app
from pictograph_provider.emulator.control.client import Control
from pictograph_provider.emulator.control.connection import REFUSE, OpenProtocol
from pictograph_provider.emulator.session import Service

HOST = "127.0.0.1"
"""The only address it listens on: its keys are no secrets."""

KEEP_ALIVE = 75
"""Seconds an idle connection stays open: longer than a client's pool would keep it."""

SHUTDOWN = 2
"""Seconds that running requests get when it is told to stop."""


def _not_cut_off(record: logging.LogRecord) -> bool:
    """Whether a line of uvicorn's is of something else than a request cut off by the end.

    It writes the traceback of each, and a person who pressed Ctrl-C has broken nothing.
    """
    return record.exc_info is None or not isinstance(record.exc_info[1], asyncio.CancelledError)


class _Server(uvicorn.Server):
    """Tells when it listens, and returns when it was told to stop."""

    def __init__(self, app: FastAPI, ready: Callable[[], None], *, control: bool) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=OpenProtocol if control else "h11",
                ws="none",
                lifespan="off",
                proxy_headers=False,
                date_header=False,  # the app gives it, by the emulator's own clock
                log_config=None,
                access_log=False,
                timeout_keep_alive=KEEP_ALIVE,
                timeout_graceful_shutdown=SHUTDOWN,
            )
        )
        logging.getLogger("uvicorn.error").addFilter(_not_cut_off)
        self._ready = ready
        self._service: Service = app.state.service

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.lifespan.state[REFUSE] = self._refuse
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._service.news.close()  # an open console would be waited for
        await super().shutdown(sockets)

    async def _refuse(self, seconds: float) -> None:
        """Stops listening, ends idle connections, and listens again on the same port later."""
        port = self.servers[0].sockets[0].getsockname()[1]
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()

        async def listen_again() -> None:
            await asyncio.sleep(seconds)
            await uvicorn.Server.startup(self, [_bound_socket(port)])

        # Kept, because a task that nobody refers to may be collected before it is done.
        self._outage = asyncio.create_task(listen_again())

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn would raise the signal again after stopping, and the file would not be closed.
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {
            number: signal.signal(number, self.handle_exit)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class Emulator:
    """A running emulator; a context manager that runs it in a thread.

    Args:
        path: the SQLite file, made when it is missing; None keeps everything in memory.
        port: 0 takes a free one.
        control: serve ``/_emulator/`` too, which needs no key.

    Raises:
        OSError: the port is taken, or the file can't be opened.
    """

    def __init__(self, path: Path | None = None, *, port: int = 0, control: bool = False) -> None:
        self._socket = _bound_socket(port)
        try:
            app = create_app(path, control=control)
        except BaseException:
            self._socket.close()
            raise
        self.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        self.key: str = app.state.key
        self.organization_id: str = app.state.organization_id
        self.control = Control(self.url)
        self.path = path
        self._service: Service = app.state.service
        self._listening = threading.Event()
        self._server = _Server(app, self._listening.set, control=control)
        self._thread = threading.Thread(target=self._run, name="pictograph-emulator")

    def serve(self, ready: Callable[[], None]) -> None:
        """Serves in this thread until SIGTERM or SIGINT; calls ``ready`` once it listens."""
        self._server._ready = ready
        self._run()

    def start(self) -> None:
        """Serves in a thread of its own and returns once it listens."""
        self._thread.start()
        self._listening.wait()

    def stop(self) -> None:
        """Stops serving, lets running requests end, closes the file."""
        self._server.should_exit = True
        self._thread.join()

    def snapshot(self) -> sqlite3.Connection:
        """A copy of all that it holds now."""
        return self._service.database.snapshot()

    def restore(self, snapshot: sqlite3.Connection) -> None:
        """Holds what it held at a snapshot. No request may be under way."""
        snapshot.backup(self._service.database.connection)

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._listening.set()  # whoever waits for a server that failed must not hang
            self._socket.close()
            self.control.close()
            self._service.close()

    def __enter__(self) -> Emulator:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _bound_socket(port: int) -> socket.socket:
    # asyncio turns Nagle's algorithm off only where the protocol is stated; with it on, each
    # answer waits some 40 ms for an acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener
