"""What must be true of the project, kept in plain Python beside the real thing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.engine.identity.families import urn

COLORS = ("#ff0000", "#00ff00", "#0000ff", "#ffaa00")
NAMES = ("car", "bus", "50% off", "ünï çødé", "a/b", " lead", 'quo"te')
PROJECTS = ("road-signs", "50% signs", " ünï + signs")

RESOURCES = ("road-signs", "signs", "ünï-signs")
POLICIES = ("delete", "archive", "delete-if-empty")

TEAM = """\
from pulumi import Alias, ResourceOptions, ROOT_STACK_RESOURCE
team = pulumi.ComponentResource("my:index:Team", "team")
"""

Class = tuple[str, str]
"""Name and color; all are boxes."""


@dataclass
class Model:
    """The program, and what the service must hold once an `up` has gone through.

    Attributes:
        classes: as the program declares them.
        foreign: classes that somebody added in the app; the program keeps them.
        annotations: how many must be there, by class. Nothing but a consent takes any away.
        images: how many must be there.
        moves, consent, alias, adopt: of the coming `up` only.
        resource, parent: the resource's name, and whether it stands under a component.
        get: what `Project.get` is given, where the program only looks.
        twin: how a second resource declares the same project.
    """

    name: str = PROJECTS[0]
    description: str = ""
    classes: list[Class] = field(default_factory=lambda: [("car", COLORS[0]), ("bus", COLORS[1])])
    foreign: list[Class] = field(default_factory=list)
    annotations: dict[str, int] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    consent: list[str] = field(default_factory=list)
    images: int = 0
    resource: str = RESOURCES[0]
    parent: bool = False
    get: str = ""
    alias: str = ""
    adopt: bool = False
    twin: Literal["", "bare", "adopt"] = ""
    on_delete: str = POLICIES[0]

    @property
    def declared(self) -> list[str]:
        return [name for name, _ in self.classes]

    @property
    def free(self) -> list[str]:
        """Names that no class has yet."""
        return [name for name in NAMES if name not in {n for n, _ in self.classes + self.foreign}]

    @property
    def used(self) -> list[str]:
        """Declared classes that annotations use."""
        return [name for name in self.declared if name in self.annotations]

    @property
    def arguments(self) -> dict[str, Any]:
        """Of the program's `Project`."""
        return {
            "name": self.name,
            "description": self.description,
            "classes": [{"name": n, "type": "bbox", "color": c} for n, c in self.classes],
            "class_moves": self.moves,
            "allow_class_removal": self.consent,
            "foreign_classes": "keep",
            "on_delete": self.on_delete,
            **({"adopt": True} if self.adopt else {}),
        }

    @property
    def looks(self) -> bool:
        """Whether the program only looks at the project."""
        return bool(self.get)

    @property
    def urn(self) -> str:
        return urn(self.resource, "my:index:Team$" if self.parent else "")

    @property
    def program(self) -> str:
        options = {
            "parent": "team" if self.parent else "",
            "aliases": self.alias and f"[{self.alias}]",
        }
        opts = ", ".join(f"{key}={text}" for key, text in options.items() if text)
        if self.get:
            return f"{TEAM}Project.get({self.resource!r}, {self.get!r}, ResourceOptions({opts}))"
        lines = [_project(self.resource, f"ResourceOptions({opts})", self.arguments)]
        if self.twin:
            more = {"adopt": True} if self.twin == "adopt" else {}
            lines.append(_project("twin", "None", self.arguments | more))
        return TEAM + "\n".join(lines)

    @contextmanager
    def tried(self) -> Iterator[None]:
        """Whatever is changed here comes to nothing, and is as before afterwards."""
        before = deepcopy(vars(self))
        yield
        vars(self).update(before)

    def recolored(self, name: str, color: str) -> None:
        self.classes = [(n, color if n == name else c) for n, c in self.classes]

    def moved(self, old: str, new: str) -> None:
        """Rename a class, or merge it into one that is there."""
        color = dict(self.classes)[old]
        merged = new in self.declared
        kept = [(n, c) for n, c in self.classes if n != old]
        where = self.declared.index(old)
        self.classes = kept if merged else [*kept[:where], (new, color), *kept[where:]]
        self.moves = {old: new}
        if count := self.annotations.pop(old, 0):
            self.annotations[new] = self.annotations.get(new, 0) + count

    def without(self, name: str) -> None:
        self.classes = [(n, c) for n, c in self.classes if n != name]

    def settled(self) -> None:
        """An `up` went through: what was said for it alone is taken out of the program."""
        self.moves, self.consent, self.alias, self.adopt = {}, [], "", False


def _project(resource: str, opts: str, arguments: dict[str, Any]) -> str:
    given = "".join(f", {key}={value!r}" for key, value in arguments.items())
    return f"Project({resource!r}, opts={opts}{given})"
