"""The log of the requests that came in, with the keys left out."""

from __future__ import annotations

from collections import deque

from pydantic import BaseModel
from starlette.datastructures import Headers
from starlette.types import Scope

CAPACITY = 10_000
"""Requests kept; the oldest are forgotten."""


class LoggedRequest(BaseModel):
    """One request as it came in.

    ``path`` is percent-encoded as sent; ``body`` is None where it is not text; ``status`` is
    what was answered, None where nothing was.
    """

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: str | None
    status: int | None = None


class RequestLog:
    def __init__(self) -> None:
        self.entries: deque[LoggedRequest] = deque(maxlen=CAPACITY)

    def add(self, scope: Scope, body: bytes) -> LoggedRequest:
        headers = dict(Headers(scope=scope))
        if "x-api-key" in headers:
            headers["x-api-key"] = "(left out)"
        entry = LoggedRequest(
            method=scope["method"],
            path=scope["raw_path"].decode("ascii"),
            query=scope["query_string"].decode("ascii"),
            headers=headers,
            body=_text(body),
        )
        self.entries.append(entry)
        return entry


def _text(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None
