"""Where two recorded calls differ, part by part."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from tests.contract.capture import Recorded

Parts = dict[str, str]
"""What a request consists of: `method`, `path`, `query limit`, `header accept`, `body name`."""

NOTHING: Parts = {}
NOT_SENT = "not sent"

UNCOMPARED = ("host", "content-length")
"""Headers that follow from the rest: where it is sent to, and the body, which is compared."""

_FORMS = (
    # The SDK's clients for threads and for asyncio tell themselves apart.
    (re.compile("(?<=pictograph-python)-async(?=/)"), ""),
    (re.compile(r"(?<=/_storage/)(\w+)/[\w-]+"), r"\1/(signature)"),
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "(an id)"),
    (re.compile(r"\b[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}\b"), "(a random UUID, no dashes)"),
)


@dataclass(frozen=True)
class Difference:
    """One part of one request that the two do not send alike.

    Attributes:
        call: the row of the table of calls.
        part: which of the parts; `request` where only one of the two sent any.
    """

    call: str
    part: str
    ours: str
    theirs: str


def differences(call: str, ours: Sequence[Parts], theirs: Sequence[Parts]) -> Iterator[Difference]:
    """The differences of one call; what it sends may be several requests."""
    for mine, other in zip_longest(ours, theirs, fillvalue=NOTHING):
        if not mine or not other:
            yield Difference(call, "request", _line(mine), _line(other))
            continue
        for part in sorted(mine.keys() | other.keys()):
            pair = mine.get(part, NOT_SENT), other.get(part, NOT_SENT)
            if pair[0] != pair[1]:
                yield Difference(call, part, *pair)


def taken_apart(request: Recorded, ids: Mapping[str, str]) -> Parts:
    """The parts of a request; two that are alike have the same ones, in whatever order.

    Args:
        ids: how to name the ids that the service made up: they differ from one run to the next.
    """
    path, _, query = request.target.partition("?")
    parts = {"method": request.method, "path": path}
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")  # not decoded: the quoting is compared as well
        earlier = parts.get(f"query {name}")
        parts[f"query {name}"] = value if earlier is None else f"{earlier}, {value}"
    for name, value in request.headers.items():
        if name not in UNCOMPARED:
            parts[f"header {name}"] = value
    parts.update(_body(request))
    return {part: _named(value, ids) for part, value in parts.items()}


def _line(parts: Parts) -> str:
    return f"{parts['method']} {parts['path']}" if parts else NOT_SENT


def _body(request: Recorded) -> dict[str, str]:
    if not request.body:
        return {}
    if request.headers.get("content-type") != "application/json":
        return {"body": repr(request.body)}
    return dict(_leaves("body ", json.loads(request.body)))


def _leaves(place: str, value: Any) -> Iterator[tuple[str, str]]:
    """The values in a JSON document, each with its place: `body classes[0].name`."""
    if value and isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{place}{'' if place.endswith(' ') else '.'}{key}", inner)
    elif value and isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(f"{place}[{number}]", inner)
    else:
        yield place, json.dumps(value, ensure_ascii=False)


def _named(text: str, ids: Mapping[str, str]) -> str:
    for id, name in ids.items():
        text = text.replace(id, name)
    for form, name in _FORMS:
        text = form.sub(name, text)
    return text
