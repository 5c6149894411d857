"""Python runs this by itself at the start, where this folder is on PYTHONPATH: only in tests.

In a provider process of either shell, and in no other, it makes the methods that the engine calls
tell the gate when they have returned. They are changed on the class, so the class is still found,
and stored in state, by the same path.
"""

import contextlib
import functools
import http.client
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

METHODS = ("check", "diff", "create", "read", "update", "delete")


DYNAMIC = "pulumi.dynamic" in sys.orig_argv
NATIVE = [Path(word).name for word in sys.orig_argv[1:2]] == ["pulumi-resource-pictograph"]


def tell(about: str, value: object) -> None:
    """Say something to the gate, and wait until it lets this process go on."""
    connection = http.client.HTTPConnection(urlsplit(os.environ["TEST_GATE"]).netloc)
    # It cuts off whoever outlives a kill.
    with contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", f"/_gate/{about}/{value}")
        connection.getresponse().read()
    connection.close()


def telling(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def run(*args: Any) -> Any:
        answer = method(*args)
        tell("returned", method.__name__.lower())
        return answer

    return run


if DYNAMIC and "TEST_GATE" in os.environ:
    from pictograph_provider.provider import ProjectProvider

    tell("started", os.getpid())
    for name in METHODS:
        setattr(ProjectProvider, name, telling(getattr(ProjectProvider, name)))

if NATIVE and "TEST_GATE" in os.environ:
    from pictograph_provider.native.server import Server

    def configure(*args: Any, then: Callable[..., Any] = Server.Configure) -> Any:
        # Not at its start: the engine starts one more for the schema, which does nothing else.
        tell("started", os.getpid())
        return then(*args)

    Server.Configure = configure  # type: ignore[assignment,method-assign]
    for name in METHODS:
        setattr(Server, name.capitalize(), telling(getattr(Server, name.capitalize())))

if (DYNAMIC or NATIVE) and "TEST_ONE_BY_ONE" in os.environ:
    from pictograph_provider.lifecycle import directory

    # A fault that is to meet one project is aimed at its path: no listing may answer for it.
    directory.FEW = sys.maxsize
