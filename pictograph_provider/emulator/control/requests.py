"""The log of the requests that came in, with the keys left out."""

from __future__ import annotations

from collections import deque

from pydantic import BaseModel
from starlette.datastructures import Headers
from starlette.types import Scope

CAPACITY = 10_000
"""Requests kept where tests look at them; the oldest are forgotten."""

SHOWN = 100
"""Requests that the console shows, and that are kept where nobody else can ask for them."""


class LoggedRequest(BaseModel):
    """One request as it came in.

    ``path`` is percent-encoded as sent; ``body`` is None where it is not text; ``status`` is
    what was answered, None where nothing was; ``faults`` are the kinds it met, ``changes`` say
    in words what it did.
    """

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: str | None
    status: int | None = None
    moment: str = ""
    ended: bool = False
    faults: list[str] = []
    changes: list[str] = []


class RequestLog:
    """The latest requests.

    Args:
        whole: keep headers and bodies too, and very many requests: for tests that look at them.
    """

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self.entries: deque[LoggedRequest] = deque(maxlen=CAPACITY if whole else SHOWN)
        self.count = 0
        """Requests since the start, the forgotten ones too."""

    def add(self, scope: Scope, body: bytes, moment: str) -> LoggedRequest:
        headers = dict(Headers(scope=scope)) if self.whole else {}
        if "x-api-key" in headers:
            headers["x-api-key"] = "(left out)"
        entry = LoggedRequest.model_construct(  # every request pays for this, so unchecked
            method=scope["method"],
            path=scope["raw_path"].decode("ascii"),
            query=scope["query_string"].decode("ascii"),
            headers=headers,
            body=_text(body) if self.whole else None,
            moment=moment,
            faults=[],
            changes=[],
        )
        self.count += 1
        self.entries.append(entry)
        return entry


def _text(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None
