"""A project that was taken over and could not be made what is declared: what counts till then?"""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.identity.families import entries_of
from tests.engine.labels import Labels
from tests.engine.stack import Stack

pytestmark = pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}
YIELD = {"name": "yield", "type": "bbox", "color": "#ffff00"}
GIVE_WAY = {"name": "give_way", "type": "bbox", "color": "#ffff00"}
CAR = {"name": "car", "type": "bbox", "color": "#00ff00"}
DECLARED: dict[str, Any] = {
    "classes": [STOP, GIVE_WAY],
    "class_moves": {"yield": "give_way"},
    "foreign_classes": "remove",
    "allow_class_removal": ["car"],
    "on_delete": "delete",
    "adopt": True,
}


def test_nothing_counts_as_done_and_no_policy_holds_before_an_up_has_succeeded(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    control = pictograph_emulator.control
    stack.client.projects.create("signs", classes=[STOP, YIELD, CAR])
    labels.add("signs", {"stop": 1, "yield": 7, "car": 2})
    stack.declare("signs", **DECLARED)
    control.fault("status", status=500, method="POST", path="rename-class", times=None)
    stack.up(ok=False)
    control.clear_faults()

    # Who changes their mind after a failure loses nothing.
    stack.declare_nothing()
    stack.up()
    assert labels.count("signs") == {"stop": 1, "yield": 7, "car": 2}

    stack.declare("signs", **DECLARED)
    said = stack.preview()
    assert "~ rename  yield -> give_way  keeps its annotations" in said
    assert "- remove  car (bbox)         destroys 2 annotations on 1 image" in said
    assert "7 annotations moved along" in stack.up()
    assert labels.count("signs") == {"stop": 1, "give_way": 7}
    stack.preview("--expect-no-changes")


def test_an_old_entry_stays_where_the_new_one_could_not_take_the_project_over(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    control = pictograph_emulator.control
    given: dict[str, Any] = {"name": "signs", "classes": [STOP], "on_delete": "delete"}
    stack.declare_all({"a": given})
    stack.up()
    labels.add("signs", {"stop": 3})
    new = {"b": {**given, "description": "Signs", "adopt": True}}
    stack.declare_all(new)
    control.fault("status", status=500, method="PATCH", path="/datasets/", times=None)
    said = stack.up("--continue-on-error", ok=False)
    assert "since resource b could not take it over" in said
    control.clear_faults()

    # Whether the program goes back or on, the state has the project.
    stack.declare_all({"a": given})
    stack.preview("--expect-no-changes")
    stack.declare_all(new)
    stack.up()
    assert [str(entry["urn"]).rpartition("::")[2] for entry in entries_of(stack)] == ["b"]
    assert labels.count("signs") == {"stop": 3}
    stack.preview("--expect-no-changes")
