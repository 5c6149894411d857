"""Classes that are renamed or merged: their annotations go along."""

from __future__ import annotations

import pytest

from tests.engine.labels import Labels
from tests.engine.shells import SHELLS
from tests.engine.stack import Stack

pytestmark = pytest.mark.parametrize("shell", SHELLS, indirect=True)

CAR = {"name": "car", "type": "bbox", "color": "#ff0000"}
VEHICLE = {"name": "vehicle", "type": "bbox", "color": "#ff0000"}
BUS = {"name": "bus", "type": "bbox", "color": "#0000ff"}


def test_a_rename_keeps_every_annotation_and_does_nothing_twice(
    stack: Stack, labels: Labels
) -> None:
    stack.provision(classes=[CAR, BUS])
    labels.add("road-signs", {"car": 3, "bus": 1})
    stack.declare(classes=[VEHICLE, BUS])
    assert "looks like a rename to vehicle" in stack.preview(ok=False)
    stack.declare(classes=[VEHICLE, BUS], class_moves={"car": "vehicle"})
    assert "~ rename  car -> vehicle  keeps its annotations" in stack.preview()
    assert "renamed class car -> vehicle, 3 annotations moved along" in stack.up()
    assert labels.count("road-signs") == {"vehicle": 3, "bus": 1}
    stack.preview("--expect-no-changes")
    stack.up()
    stack.declare(classes=[VEHICLE, BUS])  # the move may stay in the program, or not
    stack.up()
    assert labels.count("road-signs") == {"vehicle": 3, "bus": 1}


def test_a_merge_into_a_class_that_exists_keeps_every_annotation(
    stack: Stack, labels: Labels
) -> None:
    stack.provision(classes=[CAR, VEHICLE, BUS])
    labels.add("road-signs", {"car": 3, "vehicle": 2, "bus": 1})
    stack.declare(classes=[VEHICLE, BUS], class_moves={"car": "vehicle"})
    assert "~ merge  car -> vehicle  keeps its annotations" in stack.preview()
    stack.up()
    assert labels.count("road-signs") == {"vehicle": 5, "bus": 1}
    assert [cls.name for cls in stack.client.projects.get("road-signs").classes] == [
        "vehicle",
        "bus",
    ]


def test_what_could_not_be_told_to_be_done_is_refused_in_words(
    stack: Stack, labels: Labels
) -> None:
    stack.provision(classes=[CAR, BUS])
    labels.add("road-signs", {"car": 3, "bus": 1})
    swap, shift = {"car": "bus", "bus": "car"}, {"car": "bus", "bus": "vehicle"}
    stack.declare(classes=[BUS, VEHICLE], class_moves=swap)
    assert "circle" in stack.preview(ok=False)
    stack.declare(classes=[BUS, VEHICLE], class_moves=shift)
    assert 'classes still declares "bus"' in stack.up(ok=False)
    assert labels.count("road-signs") == {"car": 3, "bus": 1}


def test_moves_of_several_releases_bring_an_old_environment_up_to_date(
    stack: Stack, labels: Labels
) -> None:
    stack.provision(classes=[CAR])
    labels.add("road-signs", {"car": 3})
    stack.declare(classes=[BUS], class_moves={"car": "vehicle", "vehicle": "bus"})
    stack.up()
    assert labels.count("road-signs") == {"bus": 3}
    stack.preview("--expect-no-changes")
