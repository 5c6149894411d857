"""What a preview has not shown, no up destroys: also where an update met the work of others."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.labels import Labels, Meanwhile
from tests.engine.stack import Stack

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}
CAR = {"name": "car", "type": "bbox", "color": "#00ff00"}
CONSENT: dict[str, Any] = {"foreign_classes": "remove", "allow_class_removal": ["car"]}

both = pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)


@both
def test_an_update_of_something_else_records_nothing_that_the_next_check_does_not_know(
    stack: Stack, labels: Labels
) -> None:
    declared: dict[str, Any] = {"classes": [STOP], "annotation_types": ["bbox"], **CONSENT}
    stack.provision("signs", description="Old", **declared)
    projects = stack.client.projects
    projects.update("signs", classes=[*projects.get("signs").classes, CAR])
    projects.update("signs", annotation_types=["bbox", "polygon"])
    labels.add("signs", {"car": 4})
    stack.declare("signs", description="New", **declared)
    stack.up()
    stack.preview("--expect-no-changes")
    stack.up()
    assert labels.count("signs") == {"car": 4}
    # A refresh finds it, and then the preview says all of it.
    stack.refresh()
    assert "destroys 4 annotations on 1 image" in stack.preview()
    stack.declare("signs", classes=[STOP, CAR], description="New")
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("signs") == {"car": 4}


@both
def test_a_class_that_is_added_while_the_list_is_written_is_for_a_refresh_to_find(
    stack: Stack, labels: Labels, meanwhile: Meanwhile
) -> None:
    stack.provision("signs", classes=[STOP], **CONSENT)
    meanwhile.add_class("signs", CAR, before="write")
    stack.declare("signs", classes=[{**STOP, "color": "#0000ff"}], **CONSENT)
    said = stack.up()
    assert "signs: car (bbox) was added elsewhere meanwhile, and is left as it is" in said
    labels.add("signs", {"car": 4})
    stack.preview("--expect-no-changes")
    stack.up()
    assert labels.count("signs") == {"car": 4}
    # As it says.
    stack.refresh()
    assert "destroys 4 annotations on 1 image" in stack.preview()
