"""The faults of the matrix: a row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

TIMEOUT = 5
"""Seconds that the provider waits for an answer here: more than a busy service ever takes."""

LONGER = 7.0
"""Seconds that a slow answer takes: more than the provider waits."""


@dataclass(frozen=True)
class Kind:
    """A fault, as it is switched on.

    Attributes:
        name: what it is called in the matrix.
        kind: what the control plane calls it.
        hits: which requests it makes sense for.
        passes: whether it is over at the next try, and so must never be more than a delay.
        lasts: whether it makes sense to leave it on until the command has failed.
        ends_check: whether it fails a check: the engine then ends the command at once,
            whatever it was told about going on.
        everywhere: whether one project meets it at each request, since nobody else can do
            anything meanwhile.
    """

    name: str
    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)
    hits: Literal["all", "reads", "writes"] = "all"
    passes: bool = True
    lasts: bool = True
    ends_check: bool = False
    everywhere: bool = False

    def may_hit(self, method: str) -> bool:
        return self.hits == "all" or (self.hits == "reads") == (method == "GET")


def _status(status: int, name: str = "", **options: Any) -> Kind:
    return Kind(name or str(status), "status", {"status": status, **options})


REFUSED = Kind(
    "connection refused",
    "refuse",
    {"seconds": 0.1},
    lasts=False,
    everywhere=True,
)
STALE = Kind("stale read", "stale", {"writes": None}, "reads", passes=False, lasts=False)
REVOKED = Kind("key revoked", "revoke", passes=False, lasts=False, ends_check=True)
WRITER = Kind("another writer", "writer", passes=False, lasts=False)
DELETED = Kind("deleted by somebody", "writer", passes=False, lasts=False, ends_check=True)

KINDS = (
    Kind("latency", "latency", {"seconds": LONGER}),
    *(_status(status) for status in (408, 429, 500, 502, 503, 504)),
    _status(429, "429, Retry-After", retry_after="1"),
    Kind("504 after the effect", "status", {"status": 504, "after_effect": True}, "writes"),
    REFUSED,
    Kind("reset", "reset"),
    Kind("reset after the effect", "reset", {"after_effect": True}, "writes"),
    Kind("truncated body", "truncate"),
    Kind("HTML", "html", passes=False, ends_check=True),
    Kind("HTML after the effect", "html", {"after_effect": True}, "writes", passes=False),
    Kind("slow drip", "drip", {"seconds": LONGER}),
    STALE,
    Kind("404 that is not true", "status", {"status": 404}, "reads", False, False, ends_check=True),
    REVOKED,
    WRITER,
    DELETED,
)
