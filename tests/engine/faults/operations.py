"""The operations of a project's life, as the matrix runs them: a column each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CAR = {"name": "car", "type": "bbox", "color": "#ff0000"}
VEHICLE = {"name": "vehicle", "type": "bbox", "color": "#ff0000"}
BUS = {"name": "bus", "type": "bbox", "color": "#0000ff"}
VAN = {"name": "van", "type": "bbox", "color": "#00ff00"}
LORRY = {"name": "lorry", "type": "bbox", "color": "#00ffff"}
LATE = {"name": "late", "type": "bbox", "color": "#123456"}
"""The class that somebody adds meanwhile."""

Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Operation:
    """One step of a project's life.

    Attributes:
        command: what is run, with its flags.
        again: the commands that are run once the faults are over.
        before: the arguments before it; None where there is no project yet.
        after: the arguments that it carries out; None where the project goes.
        labelled: annotations that lie there before, by class.
        kept: annotations that are there when all is done.
        drifts: whether somebody works in the service before it.
        renames: whether it gives the project another name.
    """

    name: str
    command: tuple[str, ...]
    again: tuple[tuple[str, ...], ...]
    before: Arguments | None
    after: Arguments | None
    labelled: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    drifts: bool = False
    renames: bool = False

    @property
    def has_check(self) -> bool:
        return self.command[0] == "up"


def _classes(*classes: Arguments, **more: Any) -> Arguments:
    # What somebody adds meanwhile is to stay, so that it can be seen whether it did.
    return {"classes": list(classes), "foreign_classes": "keep", **more}


UP = ("up", "--yes", "--skip-preview", "--continue-on-error")
REFRESH = ("refresh", "--yes", "--skip-preview")
DESTROY = ("destroy", "--yes", "--skip-preview", "--continue-on-error")
LABELLED = {"car": 3, "bus": 2, "van": 1}

OPERATIONS = (
    Operation("create", UP, (UP,), None, _classes(CAR, BUS, description="Road")),
    Operation(
        "update",
        UP,
        (UP,),
        before=_classes(CAR, BUS, VAN),
        after=_classes({**CAR, "color": "#ff00ff"}, BUS, LORRY, allow_class_removal=["van"]),
        labelled=LABELLED,
        kept={"car": 3, "bus": 2},
    ),
    Operation(
        "rename",
        UP,
        (UP,),
        before=_classes(CAR, BUS, VAN),
        after=_classes(CAR, BUS, VAN),
        labelled=LABELLED,
        kept=LABELLED,
        renames=True,
    ),
    Operation(
        "class move",
        UP,
        (UP,),
        before=_classes(CAR, BUS, VAN),
        after=_classes(VEHICLE, BUS, LORRY, class_moves={"car": "vehicle", "van": "bus"}),
        labelled=LABELLED,
        kept={"vehicle": 3, "bus": 3},
    ),
    Operation(
        "refresh",
        REFRESH,
        ((*REFRESH, "--run-program"), UP),
        before=_classes(CAR, BUS, VAN, description="Road"),
        after=_classes(CAR, BUS, VAN, description="Road"),
        labelled=LABELLED,
        kept=LABELLED,
        drifts=True,
    ),
    Operation(
        "destroy",
        DESTROY,
        ((*DESTROY, "--run-program"),),
        before=_classes(CAR, BUS, VAN, on_delete="delete"),
        after=None,
        labelled=LABELLED,
    ),
)
