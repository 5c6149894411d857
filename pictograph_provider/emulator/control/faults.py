"""Faults that can be switched on, and which requests they hit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from re import Pattern
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from pictograph_provider.emulator.history import History

Seconds = Annotated[float, Field(ge=0, le=600)]


@dataclass(frozen=True)
class Incoming:
    """A request as it can be told from others.

    Attributes:
        path: percent-decoded.
        body: as text; what is no text is replaced.
        known_as: the id and the name of the project that has either.
    """

    method: str
    path: str
    body: str
    known_as: Callable[[str], Iterable[str]]

    def names(self, project: str) -> bool:
        """Whether this request is about the project, which need not exist yet."""
        segments = self.path.split("/")
        return any(
            name in segments or json.dumps(name, ensure_ascii=False) in self.body
            for name in {project, *self.known_as(project)}
        )


class _Fault(BaseModel):
    """Hits the next ``times`` requests that match, after letting ``skip`` of them pass."""

    model_config = ConfigDict(extra="forbid")

    method: str | None = Field(default=None, description="Only this method.")
    path: Pattern[str] | None = Field(
        default=None, description="Only paths, percent-decoded, in which this is found."
    )
    body: Pattern[str] | None = Field(
        default=None, description="Only requests in whose body, as text, this is found."
    )
    project: str | None = Field(
        default=None,
        description="Only requests that name this project, by its id or its name, in path or body.",
    )
    times: Annotated[int, Field(ge=1)] | None = Field(default=1, description="null: for ever.")
    skip: Annotated[int, Field(ge=0)] = 0
    _number: int = PrivateAttr(default_factory=count(1).__next__)

    @property
    def number(self) -> int:
        """Tells it from every other fault of this process, the equal ones too."""
        return self._number

    def is_for(self, request: Incoming) -> bool:
        """Whether the request is one of those that this is to hit."""
        return (
            self.method in {None, request.method}
            and _found(self.path, request.path)
            and _found(self.body, request.body)
            and (self.project is None or request.names(self.project))
        )


class Latency(_Fault):
    """The request waits before it is handled, unless a reset comes before that."""

    kind: Literal["latency"]
    seconds: Seconds


class Status(_Fault):
    """An error is answered, with or without the request having been carried out."""

    kind: Literal["status"]
    status: Annotated[int, Field(ge=400, le=599)]
    retry_after: str | None = None
    after_effect: bool = False


class Reset(_Fault):
    """The connection is reset without an answer, before or after the effect."""

    kind: Literal["reset"]
    after_effect: bool = False


class Refuse(_Fault):
    """The connection is reset, and new ones are refused for a while."""

    kind: Literal["refuse"]
    seconds: Seconds


class Truncate(_Fault):
    """Half the body that Content-Length announces, then the connection ends."""

    kind: Literal["truncate"]


class Html(_Fault):
    """A page of HTML with status 200, as a proxy or a login portal sends it."""

    kind: Literal["html"]
    after_effect: bool = False


class Drip(_Fault):
    """The body arrives in small pieces, over this long."""

    kind: Literal["drip"]
    seconds: Seconds


class Stale(_Fault):
    """GETs answer from before the last ``writes`` writes, counted from switching it on.

    null: from what was stored when the first such fault was switched on.
    """

    kind: Literal["stale"]
    method: str | None = "GET"
    writes: Annotated[int, Field(ge=1, le=20)] | None = 1


class Revoke(_Fault):
    """The key the request carries is revoked just before it is handled."""

    kind: Literal["revoke"]


class Action(BaseModel):
    """A request that somebody else sends; ``key`` is the hit request's own when left out."""

    model_config = ConfigDict(extra="forbid")

    method: str
    path: Annotated[str, Field(pattern="^/", description="Percent-encoded.")]
    body: object = None
    key: str | None = None


class Writer(_Fault):
    """Somebody else's requests are carried out just before the hit one."""

    kind: Literal["writer"]
    requests: list[Action] = Field(min_length=1)


Fault = Annotated[
    Latency | Status | Reset | Refuse | Truncate | Html | Drip | Stale | Revoke | Writer,
    Field(discriminator="kind"),
]


class Switchboard:
    """The faults that are on."""

    def __init__(self, history: History) -> None:
        self.faults: list[Fault] = []
        self._history = history

    def switch_on(self, fault: Fault) -> None:
        if isinstance(fault, Stale):
            if not self.stale_writes():
                self._history.forget_writes()
            if fault.writes is None:
                self._history.hold()
        self.faults.append(fault)
        self._history.depth = self.stale_writes()

    def switch_off(self, wanted: Callable[[Fault], bool]) -> None:
        """Switches off the faults that are wanted off."""
        self.faults[:] = [fault for fault in self.faults if not wanted(fault)]
        if any(isinstance(fault, Stale) for fault in self.faults):
            self._history.depth = self.stale_writes()
        else:
            self._history.forget()

    def hit(self, request: Incoming) -> list[Fault]:
        """The faults this request meets, in the order they were switched on."""
        met = []
        for fault in list(self.faults):
            if not fault.is_for(request):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            met.append(fault)
            if fault.times is not None:
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
        return met

    def stale_writes(self) -> int:
        """How many writes back some coming answer may have to look."""
        return max((f.writes or 0 for f in self.faults if isinstance(f, Stale)), default=0)


def _found(pattern: Pattern[str] | None, text: str) -> bool:
    return pattern is None or pattern.search(text) is not None
