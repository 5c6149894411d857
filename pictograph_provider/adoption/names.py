"""A resource name for each project: easy to type and to quote, one of a kind, readable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count

LONGEST = 100
"""Characters. A project name may have 255, and a URN repeats the resource's in every place."""


def resource_names(projects: Iterable[str]) -> dict[str, str]:
    """Resource names by project name, the same whatever order the projects come in.

    Letters and digits of any script stay; what a shell or a URN would trip over becomes a
    dash. A project whose name can be used as it is gets it before any that only comes near.
    """
    names = sorted(projects)
    taken: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (_readable(name) != name, name)):
        taken[name] = next(free for free in _choices(name) if free not in taken.values())
    return {name: taken[name] for name in names}


def _readable(name: str) -> str:
    plain = re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", name))
    return plain.strip("-.")[:LONGEST].rstrip("-.") or "project"


def _choices(name: str) -> Iterator[str]:
    readable = _readable(name)
    yield readable
    for number in count(2):
        yield f"{readable}-{number}"
