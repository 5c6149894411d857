"""How a provider process speaks to the person at the terminal.

Each line it prints becomes a message of its own, with blank lines between them in
`preview --diff`. So a text goes to the engine's log service in one piece; the engine shows
it under the stack. Where there is no engine, it goes to standard error.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import Protocol

import grpc
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

TIMEOUT = 5.0
"""Seconds to wait for the engine, which is on the same machine."""


class Voice(Protocol):
    """Shows a text of one or more lines."""

    def __call__(self, text: str, /, *, warn: bool = False) -> None:
        """`warn`: as a warning, which the engine marks and counts."""


def say(text: str, *, warn: bool = False) -> None:
    """Show a text of one or more lines.

    Args:
        warn: as a warning, which the engine marks and counts.
    """
    address = engine_address()
    if address is not None:
        severity = engine_pb2.WARNING if warn else engine_pb2.INFO
        try:
            _stub(address).Log(
                engine_pb2.LogRequest(severity=severity, message=text), timeout=TIMEOUT
            )
        except grpc.RpcError:
            pass
        else:
            return
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def engine_address() -> str | None:
    """Where the engine listens that started this provider process; None elsewhere."""
    # Pulumi starts the process as `python -m pulumi.dynamic ADDRESS` and tells it nowhere else.
    if not re.search(r"pulumi.dynamic.__main__\.py$", sys.argv[0]):
        return None
    return sys.argv[-1] if re.fullmatch(r"[\w.\[\]:-]+:\d+", sys.argv[-1]) else None


@lru_cache
def _stub(address: str) -> engine_pb2_grpc.EngineStub:
    return engine_pb2_grpc.EngineStub(grpc.insecure_channel(address))
