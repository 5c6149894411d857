"""The vocabulary of a plan: what was declared, what would change, what would be lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pictograph_provider.classes import ClassRow, DeclaredClass, Unknown, label


@dataclass(frozen=True)
class Move:
    """A step that takes the annotations of one class to another name."""

    kind: Literal["rename", "merge"]
    old: str
    new: str


@dataclass(frozen=True)
class Loss:
    """A live class that would be gone, and all annotations that use it.

    Attributes:
        why: `removed` from the program, `retyped` in it (a class is its name and its type),
            or `foreign`: live, but neither declared now nor when last provisioned.
        becomes: the new type, where it was retyped.
        looks_like: an added class that may be the same one under a new name.
        likely: whether its color or its name speaks for that, and not its place alone.
        color: the live color.
        namesakes: labels of the other live classes of this name. The service counts by name,
            so they share one figure.
    """

    name: str
    type: str
    why: Literal["removed", "retyped", "foreign"]
    becomes: str | None = None
    looks_like: str | None = None
    likely: bool = True
    color: str | None = None
    namesakes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return label(self.name, self.type)


@dataclass(frozen=True)
class Recolor:
    """A class that gets another color; `new` is UNKNOWN while the engine does not know it."""

    label: str
    old: str | None
    new: str | Unknown


@dataclass(frozen=True)
class Edit:
    """A class with other declared fields (attributes, skeleton) than the live one."""

    label: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class ClassPlan:
    """All that writing the declared class list would change in one project.

    Attributes:
        moves: steps to run before the list is written, in their order.
        losses: classes that would be gone: removed, retyped, or foreign.
        kept: labels of foreign classes that stay, since the program says `keep`.
        unknown: the list is not known yet, so nothing can be told.
        problems: sentences on moves that cannot be made without a loss.
        declared_moves: the moves as the program declares them, those that were made too.
        made: old names of those that were made before.
        base: the live list after the moves, as the service holds it.
        result: the list to write.
    """

    project: str
    moves: tuple[Move, ...] = ()
    losses: tuple[Loss, ...] = ()
    added: tuple[DeclaredClass, ...] = ()
    recolored: tuple[Recolor, ...] = ()
    edited: tuple[Edit, ...] = ()
    kept: tuple[str, ...] = ()
    reordered: bool = False
    unknown: bool = False
    problems: tuple[str, ...] = ()
    declared_moves: Mapping[str, str] = field(default_factory=dict)
    made: Collection[str] = ()
    base: tuple[ClassRow, ...] = ()
    result: tuple[ClassRow, ...] = ()

    @property
    def removed(self) -> tuple[Loss, ...]:
        return tuple(loss for loss in self.losses if loss.why == "removed")

    @property
    def retyped(self) -> tuple[Loss, ...]:
        return tuple(loss for loss in self.losses if loss.why == "retyped")

    @property
    def foreign(self) -> tuple[Loss, ...]:
        return tuple(loss for loss in self.losses if loss.why == "foreign")

    @property
    def renamed(self) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.kind == "rename")

    @property
    def merged(self) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.kind == "merge")

    @property
    def writes(self) -> bool:
        """Whether the class list itself has to be written."""
        changes = self.losses or self.added or self.recolored or self.edited
        return bool(changes) or self.reordered or self.unknown

    @property
    def empty(self) -> bool:
        """Whether the live list is already what is declared."""
        return not (self.writes or self.moves or self.problems)
