"""Requests without a connection: what somebody else does meanwhile."""

from __future__ import annotations

import json
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Scope

from pictograph_provider.emulator.control.faults import Action
from pictograph_provider.emulator.exchange import answered, replay


class ActionRefusedError(Exception):
    """Somebody else's request was answered with an error."""


async def act(app: ASGIApp, action: Action, key: str) -> None:
    """Has ``app`` handle the action, with ``key`` unless it brings its own.

    Raises:
        ActionRefusedError: it was answered with an error.
    """
    target = urlsplit(action.path)
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": action.method,
        "scheme": "http",
        "server": ("127.0.0.1", None),
        "client": None,
        "root_path": "",
        "path": unquote(target.path),
        "raw_path": target.path.encode("ascii"),
        "query_string": target.query.encode("ascii"),
        "headers": [
            (b"x-api-key", (action.key or key).encode("ascii")),
            (b"content-type", b"application/json"),
        ],
        "state": {},
    }
    body = b"" if action.body is None else json.dumps(action.body).encode()
    answer = await answered(app, scope, replay(body))
    if answer.status >= 400:
        raise ActionRefusedError(f"{action.method} {action.path}: {answer.body.decode()}")
