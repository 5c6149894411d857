"""A cell of the matrix: one fault, at one request, of one project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.engine.faults.kinds import DELETED, KINDS, STALE, WRITER, Kind
from tests.engine.faults.requests import Shape
from tests.engine.operations import Operation


@dataclass
class Cell:
    """One project that goes through an operation, and the fault that it meets.

    Attributes:
        name: of the resource, and of the project unless the operation renames it.
        lasting: the fault stays until the command has ended.
        id: the project's, once there is one.
        image: one that somebody else labels.
        key: that of a provider of its own.
        provider: the cell whose provider it uses; None where it is the stack's.
        errors: what the engine said about it; empty where the operation succeeded.
        followed: what a person did because an error said so.
    """

    name: str
    operation: Operation
    shape: Shape
    kind: Kind
    lasting: bool = False
    id: str | None = None
    image: str | None = None
    key: str | None = None
    provider: str | None = None
    errors: list[str] = field(default_factory=list)
    followed: str | None = None

    @property
    def alone(self) -> bool:
        """Whether its fault ends the whole command, so that it needs one of its own."""
        ends = self.shape.in_check and (self.kind.ends_check or self.lasting)
        return ends or self.kind.everywhere

    @property
    def somebody(self) -> bool:
        """Whether somebody else adds a class to its project, and annotations of it."""
        return self.kind in (STALE, WRITER) or self.operation.drifts

    @property
    def somebody_was_there(self) -> bool:
        """Whether that class is there in the end."""
        # Where there was no project yet, nothing was added to it; taking its name adds nothing.
        nothing = self.id is None and (self.kind is STALE or self.shape.method == "POST")
        return self.somebody and not nothing

    @property
    def names(self) -> list[str]:
        """All by which the service may know the project."""
        renamed = [f"{self.name} renamed"] if self.operation.renames else []
        return [self.name, *renamed, *([self.id] if self.id else [])]

    def __str__(self) -> str:
        lasting = ", lasting" if self.lasting else ""
        where = "each request" if self.kind.everywhere else self.shape
        return f"{self.kind.name}{lasting} at {where} of {self.operation.name} ({self.name})"


def cells(operation: Operation, requests: Sequence[Shape], *, thorough: bool) -> list[Cell]:
    """The cells of an operation: each fault at each request, and for good at the last write.

    Unless thorough, each fault meets the operation once: at its first write, or at the read
    before it where the fault makes sense for reads only.
    """
    writes = [shape for shape in requests if shape.method != "GET"] or requests[-1:]
    before = requests[: requests.index(writes[0])]
    reads = [shape for shape in before or requests if shape.method == "GET"]
    found = []
    for shape in requests:
        for kind in KINDS:
            if not _makes_sense(operation, requests, shape, kind):
                continue
            deciding = reads[-1] if kind.hits == "reads" else writes[0]
            if thorough or kind.everywhere or shape == deciding:
                found.append((shape, kind, False))
            if kind.lasts and shape == writes[-1]:
                found.append((shape, kind, True))
    return [Cell(f"c{i:03}", operation, *one) for i, one in enumerate(found)]


def _makes_sense(operation: Operation, requests: Sequence[Shape], shape: Shape, kind: Kind) -> bool:
    if kind.everywhere:
        return shape == requests[0]
    nothing_there = operation.before is None
    return kind.may_hit(shape.method) and not (kind is DELETED and nothing_there)
