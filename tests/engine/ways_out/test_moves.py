"""What a refused `class_moves` says to do ends with all annotations under the wanted names."""

from __future__ import annotations

from tests.engine.labels import Labels
from tests.engine.stack import Stack

CAR = {"name": "car", "type": "bbox", "color": "#ff0000"}
VEHICLE = {"name": "vehicle", "type": "bbox", "color": "#ff0000"}
BUS = {"name": "bus", "type": "bbox", "color": "#0000ff"}
THIRD = {"name": "third", "type": "bbox", "color": "#ff0000"}


def test_two_names_are_swapped_over_a_third(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[CAR, BUS])
    labels.add("road-signs", {"car": 3, "bus": 1})
    stack.declare(classes=[BUS, CAR], class_moves={"car": "bus", "bus": "car"})
    assert "move one of them to a third name first" in stack.preview(ok=False)
    for classes, moves in (
        ([THIRD, BUS], {"car": "third"}),
        ([THIRD, CAR], {"bus": "car"}),
        ([BUS, CAR], {"third": "bus"}),
    ):
        stack.declare(classes=classes, class_moves=moves)
        stack.up()
    assert labels.count("road-signs") == {"bus": 3, "car": 1}
    stack.preview("--expect-no-changes")


def test_a_name_that_is_moved_and_declared_again_takes_two_steps(
    stack: Stack, labels: Labels
) -> None:
    stack.provision(classes=[CAR, BUS])
    labels.add("road-signs", {"car": 3, "bus": 1})
    stack.declare(classes=[VEHICLE, BUS], class_moves={"bus": "vehicle"})
    said = stack.preview(ok=False)
    assert "Move it and run up first, then declare the name again and take the move out" in said
    stack.declare(classes=[CAR, VEHICLE], class_moves={"bus": "vehicle"})
    stack.up()
    stack.declare(classes=[CAR, VEHICLE, BUS])
    stack.up()
    assert labels.count("road-signs") == {"car": 3, "vehicle": 1}
    stack.preview("--expect-no-changes")


def test_a_target_that_is_not_declared_is_moved_on_or_declared_or_taken_out(
    stack: Stack, labels: Labels
) -> None:
    stack.provision(classes=[CAR])
    labels.add("road-signs", {"car": 3})
    stack.declare(classes=[BUS], class_moves={"car": "vehicle"})
    said = stack.preview(ok=False)
    assert 'add to class_moves: "vehicle": "NEW NAME"' in said
    assert 'take "car" out of class_moves' in said
    assert "Else declare it: " in said
    stack.declare(classes=[VEHICLE, BUS], class_moves={"car": "vehicle"})
    stack.up()
    assert labels.count("road-signs") == {"vehicle": 3}
    stack.declare(classes=[BUS], class_moves={"car": "vehicle", "vehicle": "bus"})
    stack.up()
    assert labels.count("road-signs") == {"bus": 3}
    stack.declare(classes=[BUS], class_moves={"vehicle": "bus"})
    stack.preview()
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("road-signs") == {"bus": 3}


def test_a_rename_beside_a_removal_takes_one_up(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[CAR, BUS])
    labels.add("road-signs", {"car": 3, "bus": 1})
    stack.declare(classes=[VEHICLE])
    said = stack.preview(ok=False)
    assert "rename it, destroy bus\n" in said
    for line in ('class_moves={"car": "vehicle"},', 'allow_class_removal=["bus"],'):
        assert f" {line}\n" in said
    stack.declare(classes=[VEHICLE], class_moves={"car": "vehicle"}, allow_class_removal=["bus"])
    stack.up()
    assert labels.count("road-signs") == {"vehicle": 3}
    stack.preview("--expect-no-changes")
