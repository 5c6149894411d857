"""`ignore_changes` of a program in Python: one class stays, another changes."""

from __future__ import annotations

from tests.engine.stack import Stack

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
MERGE = {"name": "merge", "type": "bbox", "color": "#00aaff"}


def test_a_class_that_is_ignored_stays_as_it_is(stack: Stack) -> None:
    stack.provision(classes=[MERGE, STOP])
    changed = [{**MERGE, "color": "#000001"}, {**STOP, "color": "#000002"}]
    stack.declare_all(
        {"road-signs": {"classes": changed}},
        road_signs={"ignore_changes": ['classes["merge (bbox)"]']},
    )
    stack.up()
    live = stack.client.projects.get("road-signs").classes
    assert [(cls.name, cls.color) for cls in live] == [
        ("merge", "#00aaff"),
        ("stop_sign", "#000002"),
    ]
    stack.preview("--expect-no-changes")
