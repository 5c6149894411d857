"""A state that somebody has damaged: it is said so, nothing is changed, there is a way out."""

from __future__ import annotations

import json

import pytest

from tests.engine.labels import Labels
from tests.engine.stack import Stack

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}


@pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)
def test_a_damaged_class_list_is_one_clear_error_with_a_way_out(
    stack: Stack, labels: Labels
) -> None:
    declared = {"classes": [STOP], "on_delete": "delete"}
    stack.provision("signs", **declared)
    labels.add("signs", {"stop": 3})
    state = stack.exported()
    entry = next(e for e in state["deployment"]["resources"] if e["type"] == stack.type)
    entry["outputs"]["classes"] = "stop"
    file = stack.root / "damaged.json"
    file.write_text(json.dumps(state))
    stack.pulumi("stack", "import", "--file", str(file)).expect()
    for said in (stack.preview(ok=False), stack.refresh(ok=False), stack.destroy(ok=False)):
        assert "what the state records of project signs cannot be read" in said
        assert "a fault in" not in said
    assert labels.count("signs") == {"stop": 3}
    # As it says.
    stack.pulumi("state", "delete", entry["urn"], "--yes").expect()
    stack.declare("signs", adopt=True, **declared)
    stack.up()
    assert labels.count("signs") == {"stop": 3}
    stack.preview("--expect-no-changes")
