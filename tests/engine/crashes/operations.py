"""The operations that are cut off, each with what must be true once it is healed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.engine.crashes.world import World

UP = ("up", "--yes", "--skip-preview")
DESTROY = ("destroy", "--yes", "--skip-preview")

SAVED = "saved"
"""Relative to the program's folder."""

DESCRIPTION = "Signs along the road"
RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"


@dataclass(frozen=True)
class Operation:
    """One command, from a state in which it has everything to do.

    Attributes:
        prepare: makes that state, and the program that the command runs.
        project: the project's name afterwards; None where there is none.
        classes: name and colour, in order, afterwards.
        annotations: how many of each class there are afterwards.
        saves: what is removed is in the folder SAVED afterwards.
    """

    name: str
    command: tuple[str, ...]
    prepare: Callable[[World], None]
    project: str | None = "road-signs"
    classes: list[tuple[str, str]] = field(default_factory=list)
    annotations: Mapping[str, int] = field(default_factory=dict)
    saves: bool = False


def _classes(classes: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"name": name, "type": "bbox", "color": color} for name, color in classes]


NEW = [("stop", RED), ("yield", GREEN)]


def _prepare_create(world: World) -> None:
    world.stack.declare(description=DESCRIPTION, classes=_classes(NEW))


BEFORE = [("car", RED), ("van", GREEN), ("bus", BLUE), ("sign", RED), ("junk", BLUE)]
AFTER = [("light", GREEN), ("stop", RED), ("car", RED), ("bus", GREEN)]


COUNTS = {"car": 3, "van": 2, "bus": 4, "sign": 5, "junk": 1}
CHANGE: dict[str, Any] = {
    "description": DESCRIPTION,
    "classes": _classes(AFTER),
    "class_moves": {"sign": "stop", "van": "car"},
    "allow_class_removal": ["junk"],
}
"""Renames a class, merges one, adds, recolours, reorders, and removes one with consent."""

KEPT = {"stop": 5, "car": 5, "bus": 4}


def _prepare_update(world: World) -> None:
    stack = world.stack
    stack.declare(classes=_classes(BEFORE))
    stack.up()
    world.labels.add("road-signs", COUNTS)
    stack.declare(name="all-signs", **CHANGE)


def _prepare_save(world: World) -> None:
    _prepare_update(world)
    world.stack.declare(name="all-signs", save_before_removal=SAVED, **CHANGE)


def _prepare_adopt(world: World) -> None:
    world.stack.client.projects.create("road-signs", classes=_classes(BEFORE))
    world.labels.add("road-signs", COUNTS)
    world.stack.declare(adopt=True, **CHANGE)


def _prepare_delete(world: World) -> None:
    stack = world.stack
    stack.declare(classes=_classes(NEW), on_delete="delete")
    stack.up()
    world.labels.add("road-signs", {"stop": 3})


CREATE = Operation("create", UP, _prepare_create, classes=NEW)
UPDATE = Operation(
    "update", UP, _prepare_update, project="all-signs", classes=AFTER, annotations=KEPT
)
SAVE = replace(UPDATE, name="save", prepare=_prepare_save, saves=True)
ADOPT = replace(UPDATE, name="adopt", prepare=_prepare_adopt, project="road-signs")
DELETE = Operation("delete", DESTROY, _prepare_delete, project=None)
