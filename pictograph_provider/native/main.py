"""The command `pulumi-resource-pictograph`: what the engine starts as a plugin.

It prints its port as its first line, serves until it is told to stop, and then ends at once:
a call under way has had its moment by then.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import NoReturn

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from pictograph_provider.native.engine import Engine
from pictograph_provider.native.server import Server

THREADS = 256
"""Calls at the same time. The engine makes as many as its `--parallel` allows."""

_ADDRESS = "127.0.0.1:0"
_NO_LIMIT = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


def main() -> NoReturn:
    """Serve the engine whose address is the argument; the arguments that begin with `-` are
    the engine's own, for plugins that log."""
    addresses = [word for word in sys.argv[1:] if not word.startswith("-")]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    server = grpc.server(ThreadPoolExecutor(THREADS), options=_NO_LIMIT)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(
        Server(Engine(addresses[0] if addresses else None)), server
    )
    port = server.add_insecure_port(_ADDRESS)
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    while True:
        # Not for ever: a signal that comes just before Python begins to wait does not end that.
        time.sleep(1)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """End at once. By returning from `main` Python would wait for threads that wait for the
    service; and to wake it up takes a lock, which it may be holding itself at this moment."""
    os._exit(0)
