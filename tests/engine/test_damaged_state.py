"""A state that somebody has damaged: it is said so, nothing is changed, there is a way out."""

from __future__ import annotations

import json
from typing import Any

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


@pytest.mark.parametrize("policy", ["delete", "archive", "delete-if-empty"])
def test_with_the_id_of_another_project_an_entry_takes_nothing_away(
    stack: Stack, labels: Labels, policy: str
) -> None:
    both: dict[str, dict[str, Any]] = {
        "signs": {"classes": [STOP], "on_delete": policy},
        "other": {"classes": [STOP]},
    }
    stack.declare_all(both)
    stack.up()
    if policy != "delete-if-empty":
        labels.add("other", {"stop": 3})
    state = stack.exported()
    entries = {e["urn"].split("::")[-1]: e for e in state["deployment"]["resources"]}
    signs, other = entries["signs"], entries["other"]
    signs["id"], other["id"] = other["id"], signs["id"]
    file = stack.root / "edited.json"
    file.write_text(json.dumps(state))
    stack.pulumi("stack", "import", "--file", str(file)).expect()
    before = {project.name for project in stack.client.projects.iter()}
    stack.declare_all({"other": both["other"]})
    assert "signs (" in (said := stack.up(ok=False))
    assert "is called other in the service" in said
    assert {project.name for project in stack.client.projects.iter()} == before
    # As it says.
    stack.pulumi("state", "delete", signs["urn"], "--yes").expect()
    stack.preview()


def test_what_was_renamed_elsewhere_goes_after_a_refresh(stack: Stack, labels: Labels) -> None:
    stack.provision("signs", classes=[STOP], on_delete="delete")
    labels.add("signs", {"stop": 3})
    stack.client.projects.update("signs", new_name="renamed")
    assert "is called renamed in the service" in stack.destroy(ok=False)
    # As it says.
    stack.refresh()
    stack.destroy()
    assert stack.client.projects.list() == []
