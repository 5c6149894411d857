"""What a change of a class may be, and what never is one."""

from __future__ import annotations

from typing import Any

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.stack import Stack

CAR: dict[str, Any] = {"name": "car", "type": "bbox", "color": "#ff0000"}
BUS: dict[str, Any] = {"name": "bus", "type": "bbox", "color": "#0000ff"}
NOTES: list[dict[str, Any]] = [
    {"name": "occluded", "type": "checkbox"},
    {"name": "kind", "values": ["a", "b"]},
]
SKELETON = {"nodes": [{"name": "nose", "x": 0.25, "y": 1}, {"name": "tail"}], "edges": [[0, 1]]}


def test_another_type_is_refused_since_it_destroys_the_old_annotations(
    stack: Stack, labels: Labels
) -> None:
    stack.provision(classes=[CAR])
    labels.add("road-signs", {"car": 3})
    stack.declare(classes=[{**CAR, "type": "polygon"}])
    said = stack.preview("--diff", ok=False)
    assert "- retype  car (bbox -> polygon)  destroys 3 annotations on 1 image" in said
    stack.up(ok=False)
    assert labels.count("road-signs") == {"car": 3}


def test_another_order_is_written_and_nothing_is_lost(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[CAR, BUS])
    labels.add("road-signs", {"car": 3, "bus": 2})
    stack.declare(classes=[BUS, CAR])
    assert "~ reorder" in stack.preview()
    stack.up()
    stack.preview("--expect-no-changes")
    live = [cls.name for cls in stack.client.projects.get("road-signs").classes]
    assert live == ["bus", "car"]
    assert labels.count("road-signs") == {"car": 3, "bus": 2}


def test_a_service_that_keeps_its_own_order_is_said_once_and_not_argued_with(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    pictograph_emulator.control.set(merge_applies_order=False)
    stack.declare(classes=[CAR, BUS])
    stack.up()
    stack.declare(classes=[BUS, CAR])
    assert "the service keeps its own order" in stack.up()
    stack.preview("--expect-no-changes")
    stack.refresh()
    stack.preview("--expect-no-changes")


SAME = {
    "another word for the type": {**CAR, "type": "box"},
    "a color by name": {**CAR, "color": "red"},
    "a short hexadecimal color": {**CAR, "color": "#F00"},
    "a color by its parts": {**CAR, "color": "rgb(255, 0, 0)"},
    "no color at all": {"name": "car", "type": "bbox"},
}


def declare(stack: Stack, *classes: dict[str, Any], types: list[str], more: str = "") -> None:
    """A project for each of the classes, and what `more` declares."""
    projects = (
        f'Project("signs-{number}", classes={[cls]!r}, annotation_types={types!r})'
        for number, cls in enumerate(classes)
    )
    stack.program("\n".join([*projects, more]))


def test_a_class_written_otherwise_is_the_same(stack: Stack, pictograph_emulator: Emulator) -> None:
    declare(stack, *[CAR] * len(SAME), types=["bbox", "polygon"])
    stack.up()
    pictograph_emulator.control.forget_requests()
    declare(stack, *SAME.values(), types=["polygon", "box"])
    stack.preview("--expect-no-changes")
    assert pictograph_emulator.control.requests() == []


HARD_NAMES = ("a/b", " leading", "100%", "ünï çødé", "a,b", 'quo"te', "x (bbox)", "it's")


def test_after_up_the_preview_is_empty_and_after_a_refresh_too(stack: Stack) -> None:
    # Every way to write a class, names that are hard to pass on, and what classes have inside.
    name = " 50% ünï çødé + #1?"
    hard: list[dict[str, Any]] = [
        {"name": name, "type": "bbox", "color": "red"} for name in HARD_NAMES
    ]
    point: dict[str, Any] = {**BUS, "name": "point", "type": "keypoint", "skeleton": SKELETON}

    def others(classes: list[dict[str, Any]], notes: list[dict[str, Any]]) -> str:
        inside = [{**CAR, "attributes": notes}, point]
        return (
            f'Project("hard", name={name!r}, classes={classes!r})\n'
            f'Project("road-signs", classes={inside!r})\n'
        )

    declare(stack, *SAME.values(), types=["box", "polygon"], more=others(hard, NOTES))
    stack.up()
    stack.preview("--expect-no-changes")
    stack.refresh("--expect-no-changes")
    stack.preview("--expect-no-changes")
    stack.program(others(hard[1:], NOTES[:1]))
    said = stack.preview()
    assert "- remove  a/b (bbox)  no annotation uses it" in said
    assert "~ edit  car (bbox)  attributes" in said
    stack.up()
    live = stack.client.projects.get(name).classes
    assert [cls.name for cls in live] == [*HARD_NAMES[1:]]
    live = stack.client.projects.get("road-signs").classes
    assert live[0].fields()["attributes"] == NOTES[:1]
    assert live[1].fields()["skeleton"] == SKELETON
    stack.destroy()


def test_what_somebody_else_put_into_a_class_survives_every_change(stack: Stack) -> None:
    projects = stack.client.projects
    point = {"name": "point", "type": "keypoint", "color": "#00ff00"}
    stack.declare(classes=[CAR, point])
    stack.up()
    live = [cls.fields() for cls in projects.get("road-signs").classes]
    projects.update(
        "road-signs", classes=[{**live[0], "attributes": NOTES}, {**live[1], "skeleton": SKELETON}]
    )
    stack.declare(
        classes=[{**point, "name": "joint"}, BUS, {**CAR, "color": "#aa0000"}],
        class_moves={"point": "joint"},
    )
    stack.up()
    after = {cls.name: cls.fields() for cls in projects.get("road-signs").classes}
    assert list(after) == ["joint", "bus", "car"]
    assert after["car"]["attributes"] == NOTES
    assert after["joint"]["skeleton"] == SKELETON
    assert after["car"]["color"] == "#aa0000"
