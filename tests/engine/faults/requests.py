"""Which requests an operation sends: learnt from one project that goes through it undisturbed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from pictograph_provider.emulator.control.requests import LoggedRequest

API = "/api/v1/developer/"

WHOSE_KEY = "organizations/me"


@dataclass(frozen=True)
class Shape:
    """One request of an operation, whatever the project.

    Attributes:
        route: below the API, with `{project}` where the project's id or name was.
        index: how many of this method and route came before it.
        in_check: whether it is sent before anything is done, in a preview too.
    """

    method: str
    route: str
    index: int
    in_check: bool = False

    def __str__(self) -> str:
        again = f" #{self.index + 1}" if self.index else ""
        return f"{self.method} {self.route}{again}"

    @property
    def path(self) -> str:
        """The pattern that a fault searches a path for."""
        return f"^{re.escape(API + self.route)}$".replace(re.escape("{project}"), "[^/]+")


def shapes(
    log: Iterable[LoggedRequest],
    known_as: Collection[str],
    in_check: Collection[Shape] = (),
    free: Collection[str] = (),
) -> list[Shape]:
    """The requests of a log, in their order.

    Args:
        known_as: the ids and names of the one project it is about.
        in_check: the requests that a preview sent.
        free: names that no project has. To ask for one is about no project, so no fault hits it.
    """
    seen: Counter[tuple[str, str]] = Counter()
    checked = {(shape.method, shape.route, shape.index) for shape in in_check}
    found = []
    for entry in log:
        if entry.path == API + WHOSE_KEY:
            continue  # once in a process, and about no project
        if entry.method == "GET" and unquote(entry.path.rsplit("/", 1)[-1]) in free:
            continue
        route = route_of(entry, known_as)
        one = (entry.method, route)
        named = "{project}" in route or any(f'"{name}"' in (entry.body or "") for name in known_as)
        assert named, f"{entry.method} {route} names no project: no fault can be aimed at it"
        found.append(Shape(*one, seen[one], (*one, seen[one]) in checked))
        seen[one] += 1
    return found


def route_of(entry: LoggedRequest, known_as: Collection[str]) -> str:
    """A request's path, without what is this project's alone."""
    parts = [unquote(part) for part in entry.path.removeprefix(API).split("/")]
    return "/".join("{project}" if part in known_as else part for part in parts)
