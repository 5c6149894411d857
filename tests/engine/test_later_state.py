"""A stack that a later version has worked on: nothing is guessed, and nothing is changed."""

from __future__ import annotations

import json
from typing import Any

from tests.engine.labels import Labels
from tests.engine.stack import Stack

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}


def record_as_later(stack: Stack) -> dict[str, Any]:
    """Write the state as a version might that keeps the same in another form."""
    state = stack.exported()
    outputs = next(e for e in state["deployment"]["resources"] if e["type"] == stack.type)[
        "outputs"
    ]
    outputs["format"] = 2
    outputs["policies"] = {"delete": outputs.pop("on_delete")}
    outputs["classes"] = [outputs["classes"]]
    file = stack.root / "later.json"
    file.write_text(json.dumps(state))
    stack.pulumi("stack", "import", "--file", str(file)).expect()
    return stack.resource("signs")


def test_a_state_of_a_later_version_is_refused_by_each_command(
    stack: Stack, labels: Labels
) -> None:
    declared = {"classes": [STOP], "foreign_classes": "remove", "on_delete": "archive"}
    stack.provision("signs", **declared)
    labels.add("signs", {"stop": 3})
    entry = record_as_later(stack)
    live = stack.client.projects.get("signs")
    said = [stack.preview(ok=False), stack.refresh(ok=False), stack.destroy(ok=False)]
    stack.declare("signs", **{**declared, "description": "Road signs"})
    said += [stack.preview(ok=False), stack.up(ok=False)]
    stack.declare_nothing()
    said.append(stack.up(ok=False))
    for text in said:
        assert "was written by a later version of pictograph-provider (format 2, and" in text
        assert "a fault in" not in text
    now = stack.resource("signs")
    assert [now[key] for key in ("id", "inputs", "outputs")] == [
        entry[key] for key in ("id", "inputs", "outputs")
    ]
    assert stack.client.projects.get("signs") == live
    assert labels.count("signs") == {"stop": 3}
