"""What a resource of a run has to do with a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["declares", "created", "takes over", "took over", "failed", "looks at", "program"]
ANEW = ("created", "takes over", "took over")


NONE = ""
"""Stands for the id of a project where there is none."""


@dataclass(frozen=True)
class Claim:
    """A resource of this run has something to do with a project.

    Attributes:
        project: the project's id.
        origin: which resource of which stack, as `Declaration.origin` says it.
        how: `takes over` is what a check said; it `failed`, or `took over`. `looks at` makes
            nothing its own, and the origin begins with what does so. `program`: the program
            named it, in a `destroy --run-program` as well.
        name: what the project will be called, where that is known.
    """

    project: str
    origin: str
    how: How
    name: str | None = None

    @property
    def owns(self) -> bool:
        return self.how != "looks at"

    @property
    def resource(self) -> str:
        """The resource, as a person knows it."""
        return resource_of(self.origin)


def resource_of(origin: str) -> str:
    """The resource's name, after its organization, project and stack."""
    return origin.split("/", 3)[-1]
