"""How a provider process finds the engine, and speaks to the person at the terminal through it.

Tried with Pulumi 3.259 and SDK 3.272. Each line that a dynamic provider prints becomes a message
of its own, with blank lines between them in `preview --diff`. So a text goes to the engine's log
service in one piece; the engine shows it under the stack. `pulumi.log` does not reach the engine
from a dynamic provider (pulumi#6065). This can go when it does.
"""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from pictograph_provider.texts import Paint, for_engine, without_tags

if TYPE_CHECKING:
    from pulumi.runtime.proto.engine_pb2_grpc import EngineStub

TIMEOUT = 5.0
"""Seconds to wait for the engine, which is on the same machine."""


def say(text: str, /, *, warn: bool = False, passing: bool = False) -> None:
    """Show a text of one or more lines; on standard error where there is no engine.

    Args:
        warn: as a warning, which the engine marks and counts.
        passing: true for this moment only; the engine does not repeat it at the end.
    """
    address = address_of_provider()
    if address is not None and _logged(address, text, warn, passing):
        return
    sys.stderr.write(without_tags(text) + "\n")
    sys.stderr.flush()


def paint() -> Paint:
    """How lines are marked for the engine that runs this process.

    It turns its tags into colors on a terminal, and takes them out in a pipe and of JSON. But a
    program of the Automation API that asks for color="always" gets events with the texts as they
    came (tried with Pulumi 3.259).
    """
    return list if os.environ.get("PULUMI_AUTOMATION_API") else for_engine


def address_of_provider() -> str | None:
    """Where the engine listens that started this provider process; None in any other process.

    Pulumi starts it as `python -m pulumi.dynamic ADDRESS` and tells the address nowhere else.
    """
    if not re.search(r"pulumi.dynamic.__main__\.py$", sys.argv[0]):
        return None
    return sys.argv[-1] if re.fullmatch(r"[\w.\[\]:-]+:\d+", sys.argv[-1]) else None


def address_of_program() -> str | None:
    """Where the engine listens that runs this program; None where that is not known.

    The language host hands it to the program's process. A program that the Automation API runs
    inline is told nowhere, but by its connection.
    """
    from pulumi.runtime.settings import get_engine

    arguments = sys.orig_argv
    if "--engine" in arguments[:-1]:
        return arguments[arguments.index("--engine") + 1]
    channel = getattr(getattr(get_engine(), "Log", None), "_channel", None)
    target = getattr(channel, "target", None)
    found = target() if callable(target) else None
    # gRPC puts the scheme of its resolver in front, and the provider is told none.
    return found.decode().rsplit("/", 1)[-1] if isinstance(found, bytes) else None


def _logged(address: str, text: str, warn: bool, passing: bool) -> bool:
    import grpc
    from pulumi.runtime.proto import engine_pb2

    severity = engine_pb2.WARNING if warn else engine_pb2.INFO
    try:
        request = engine_pb2.LogRequest(severity=severity, message=text, ephemeral=passing)
        _stub(address).Log(request, timeout=TIMEOUT)
    except grpc.RpcError:
        return False
    return True


@lru_cache
def _stub(address: str) -> EngineStub:
    import grpc
    from pulumi.runtime.proto import engine_pb2_grpc

    return engine_pb2_grpc.EngineStub(grpc.insecure_channel(address))
