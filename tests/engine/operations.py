"""The operations of a project's life: faults meet them at each request, crashes at each moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.engine.crashes.world import World

Arguments = Mapping[str, Any]

UP = ("up", "--yes", "--skip-preview")
REFRESH = ("refresh", "--yes", "--skip-preview")
DESTROY = ("destroy", "--yes", "--skip-preview")
GOING_ON = "--continue-on-error"
"""Where many projects go through one command, one that fails must not end it for the others."""

SAVED = "saved"
"""Relative to the program's folder."""

DESCRIPTION = "Signs along the road"
RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"


@dataclass(frozen=True)
class Operation:
    """One command, from a state in which it has everything to do.

    Attributes:
        command: what is run, with its flags.
        before: the arguments before it; None where there is no project yet.
        after: the arguments that it carries out; None where the project goes.
        labelled: annotations that are there before, by class.
        kept: annotations that are there when all is done.
        again: the commands that are run once the faults are over.
        adopts: whether it takes over a project that somebody else has made.
        drifts: whether somebody works in the service before it.
        renames: whether it gives each project another name, made of the one before.
    """

    name: str
    command: tuple[str, ...]
    before: Arguments | None
    after: Arguments | None
    labelled: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    again: tuple[tuple[str, ...], ...] = ()
    adopts: bool = False
    drifts: bool = False
    renames: bool = False

    @property
    def has_check(self) -> bool:
        return self.command[0] == "up"

    @property
    def project(self) -> str | None:
        """The name of its only project afterwards; None where there is none."""
        return None if self.after is None else str(self.after.get("name", "road-signs"))

    @property
    def classes(self) -> list[tuple[str, str]]:
        """Name and color, in order, afterwards."""
        return [(cls["name"], cls["color"]) for cls in (self.after or {}).get("classes", ())]

    @property
    def saves(self) -> bool:
        """Whether what is removed is in the folder SAVED afterwards."""
        return bool(self.after and "save_before_removal" in self.after)

    def prepare(self, world: World) -> None:
        """Make the state before it, and the program that the command runs."""
        stack = world.stack
        if self.before is not None:
            if self.adopts:
                stack.client.projects.create("road-signs", classes=self.before["classes"])
            else:
                stack.declare(**self.before)
                stack.up()
            world.labels.add("road-signs", self.labelled)
        if self.after is not None:
            stack.declare(**self.after)


def _classes(*classes: tuple[str, str], **more: Any) -> dict[str, Any]:
    rows = [{"name": name, "type": "bbox", "color": color} for name, color in classes]
    return {"classes": rows, **more}


# A crash ends a whole command, so each of these is of one project, with all that can happen to it.

NEW = [("stop", RED), ("yield", GREEN)]
BEFORE = [("car", RED), ("van", GREEN), ("bus", BLUE), ("sign", RED), ("junk", BLUE)]
AFTER = [("light", GREEN), ("stop", RED), ("car", RED), ("bus", GREEN)]

CHANGE = _classes(
    *AFTER,
    description=DESCRIPTION,
    class_moves={"sign": "stop", "van": "car"},
    allow_class_removal=["junk"],
)
"""Renames a class, merges one, adds, recolors, reorders, and removes one with consent."""

CREATE = Operation("create", UP, None, _classes(*NEW, description=DESCRIPTION))
UPDATE = Operation(
    "update",
    UP,
    before=_classes(*BEFORE),
    after={"name": "all-signs", **CHANGE},
    labelled={"car": 3, "van": 2, "bus": 4, "sign": 5, "junk": 1},
    kept={"stop": 5, "car": 5, "bus": 4},
)
SAVE = replace(
    UPDATE,
    name="save",
    after={"name": "all-signs", "save_before_removal": SAVED, **CHANGE},
)
ADOPT = replace(UPDATE, name="adopt", after={"adopt": True, **CHANGE}, adopts=True)
DELETE = Operation(
    "delete",
    DESTROY,
    before=_classes(*NEW, on_delete="delete"),
    after=None,
    labelled={"stop": 3},
)


# A fault hits one project of many, so these are many small ones, a column of the matrix each.

LATE = {"name": "late", "type": "bbox", "color": "#123456"}
"""The class that somebody adds meanwhile."""

CAR, BUS, VAN = ("car", RED), ("bus", BLUE), ("van", GREEN)
LABELLED = {"car": 3, "bus": 2, "van": 1}


def _column(name: str, before: Arguments | None, after: Arguments | None, **more: Any) -> Operation:
    # What somebody adds meanwhile is to stay, so that it can be seen whether it did.
    keep = {"foreign_classes": "keep"}
    command = more.pop("command", (*UP, GOING_ON))
    return Operation(
        name,
        command,
        None if before is None else {**before, **keep},
        None if after is None else {**after, **keep},
        labelled={} if before is None else LABELLED,
        again=more.pop("again", (command,)),
        **more,
    )


COLUMNS = (
    _column("create", None, _classes(CAR, BUS, description="Road")),
    _column(
        "update",
        _classes(CAR, BUS, VAN),
        _classes(("car", "#ff00ff"), BUS, ("lorry", "#00ffff"), allow_class_removal=["van"]),
        kept={"car": 3, "bus": 2},
    ),
    _column(
        "rename",
        _classes(CAR, BUS, VAN),
        _classes(CAR, BUS, VAN),
        kept=LABELLED,
        renames=True,
    ),
    _column(
        "class move",
        _classes(CAR, BUS, VAN),
        _classes(
            ("vehicle", RED),
            BUS,
            ("lorry", "#00ffff"),
            class_moves={"car": "vehicle", "van": "bus"},
        ),
        kept={"vehicle": 3, "bus": 3},
    ),
    _column(
        "refresh",
        _classes(CAR, BUS, VAN, description="Road"),
        _classes(CAR, BUS, VAN, description="Road"),
        command=REFRESH,
        again=((*REFRESH, "--run-program"), (*UP, GOING_ON)),
        kept=LABELLED,
        drifts=True,
    ),
    _column(
        "destroy",
        _classes(CAR, BUS, VAN, on_delete="delete"),
        None,
        command=(*DESTROY, GOING_ON),
        again=((*DESTROY, GOING_ON, "--run-program"),),
    ),
)
