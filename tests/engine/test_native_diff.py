"""What `preview --diff` shows of a native resource, and which of it can be ignored."""

from __future__ import annotations

import re

import pytest

from tests.engine.labels import Labels
from tests.engine.native import NativeStack, properties

pytestmark = pytest.mark.parametrize("shell", ["native"], indirect=True)

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
YIELD = {"name": "yield", "type": "bbox", "color": "#ffff00"}
MERGE = {"name": "merge", "type": "bbox", "color": "#00aaff"}


def changed(said: str) -> list[str]:
    """The lines of the engine's diff that begin with a sign, without their values."""
    found = re.findall(r'^ +([-+~]) ([\w"\[\]. ]+?) *:', said, re.MULTILINE)
    return [" ".join(pair) for pair in found]


def test_the_first_of_three_goes_and_it_alone_is_named(stack: NativeStack) -> None:
    stack.provision(classes=[MERGE, STOP, YIELD])
    stack.resources({"road-signs": {"classes": properties({"classes": [STOP, YIELD]})["classes"]}})
    said = stack.preview("--diff")
    assert changed(said)[-4:] == ["~ classes", "- merge", "- color", "- type"]
    assert "stop_sign: {" not in said
    assert "yield: {" not in said


def test_a_rename_and_a_merge_show_as_such(stack: NativeStack, labels: Labels) -> None:
    stack.provision(classes=[MERGE, STOP, YIELD])
    labels.add("road-signs", {"merge": 2, "yield": 1})
    stack.declare(
        classes=[STOP, {**YIELD, "name": "give way"}],
        class_moves={"yield": "give way", "merge": "stop_sign"},
    )
    said = stack.preview("--diff")
    assert "~ rename  yield -> give way" in said
    assert "~ merge   merge -> stop_sign" in said
    assert "+ classMoves" in said
    assert "+ give way" in said
    stack.up()
    assert labels.count("road-signs") == {"give way": 1, "stop_sign": 2}
    stack.preview("--expect-no-changes")


def test_what_is_ignored_stays_as_it_is_and_the_rest_changes(stack: NativeStack) -> None:
    stack.provision(classes=[MERGE, STOP, YIELD])
    given = properties(
        {
            "classes": [
                {**MERGE, "color": "#000001"},
                {**STOP, "color": "#000002"},
                {**YIELD, "color": "#000003"},
            ]
        }
    )
    ignored = {"ignoreChanges": ["classes.stop_sign.color", "classes.merge"]}
    stack.resources({"road-signs": given}, road_signs=ignored)
    said = stack.preview("--diff")
    assert '~ color: "#ffff00" => "#000003"' in said
    stack.up()
    live = stack.client.projects.get("road-signs").classes
    assert [cls.color for cls in live] == ["#00aaff", "#ff0000", "#000003"]
    stack.preview("--expect-no-changes")


def test_without_an_order_the_services_stays(stack: NativeStack) -> None:
    stack.client.projects.create("road-signs", classes=[YIELD, MERGE, STOP])
    classes = properties({"classes": [STOP, MERGE, YIELD, {**STOP, "name": "a"}]})["classes"]
    stack.resources({"road-signs": {"classes": classes, "adopt": True}})
    assert "reorder" not in stack.preview()
    stack.up()
    live = [cls.name for cls in stack.client.projects.get("road-signs").classes]
    assert live == ["yield", "merge", "stop_sign", "a"]
    stack.preview("--expect-no-changes")


def test_a_preview_shows_the_outputs_that_are_known(stack: NativeStack) -> None:
    program = """
resources:
  road-signs:
    type: pictograph:Project
    properties:
      classes: {{stop_sign: {{type: bbox, color: {color}}}}}
outputs:
  id: ${{road-signs.projectId}}
  color: ${{road-signs.classes["stop_sign"].color}}
"""
    stack.program(program.format(color="red"))
    said = stack.preview()
    assert re.search(r"color: +\"red\"", said)
    assert re.search(r"id +: \[unknown\]|id: +\[unknown\]", said)
    stack.up()
    stack.program(program.format(color="blue"))
    said = stack.preview()
    assert re.search(r'color: +"red" => "blue"', said)
    assert "unknown" not in said
