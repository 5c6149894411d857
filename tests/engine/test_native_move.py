"""From the dynamic resource to the native one: only the program changes."""

from __future__ import annotations

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.native import NativeStack
from tests.engine.stack import Stack

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
MERGE = {"name": "merge", "type": "bbox", "color": "#00aaff"}


@pytest.fixture
def native(stack: Stack) -> NativeStack:
    """The same stack, for a program in YAML."""
    native = NativeStack(stack.engine, stack.root, stack.client, {**stack.env})
    native.arrange()
    return native


def test_the_project_goes_along_and_the_service_is_not_written_to(
    stack: Stack, native: NativeStack, pictograph_emulator: Emulator
) -> None:
    stack.provision(description="Signs", classes=[MERGE, STOP], on_delete="archive")
    id_ = stack.resource()["id"]
    native.prepare()
    native.declare(description="Signs", classes=[MERGE, STOP], on_delete="archive")
    pictograph_emulator.control.forget_requests()
    said = native.preview()
    assert "1 to update" in said
    assert "replace" not in said
    native.up()
    assert {row.method for row in pictograph_emulator.control.requests()} <= {"GET"}
    entry = native.resource()
    assert (entry["id"], entry["type"]) == (id_, "pictograph:index:Project")
    assert "__provider" not in {*entry["inputs"], *entry["outputs"]}
    native.preview("--expect-no-changes")
    native.refresh("--expect-no-changes")


def test_the_guard_holds_in_that_very_step(
    stack: Stack, native: NativeStack, labels: Labels
) -> None:
    stack.provision(classes=[MERGE, STOP])
    labels.add("road-signs", {"merge": 3})
    native.prepare()
    native.declare(classes=[STOP])
    for said in (native.preview(ok=False), native.up(ok=False)):
        assert "- remove  merge (bbox)  destroys 3 annotations on 1 image" in said
    assert labels.count("road-signs") == {"merge": 3}


def test_a_refresh_before_the_move_changes_nothing_about_it(
    stack: Stack, native: NativeStack
) -> None:
    stack.provision(classes=[MERGE, STOP])
    stack.client.projects.update("road-signs", description="Clicked")
    stack.refresh()
    native.prepare()
    native.declare(classes=[MERGE, STOP])
    native.up()
    native.preview("--expect-no-changes")
    assert stack.client.projects.get("road-signs").description == "Clicked"


def test_the_way_back_is_refused_and_the_one_that_is_told_loses_nothing(
    stack: Stack, native: NativeStack, labels: Labels
) -> None:
    native.prepare()
    native.declare(classes=[MERGE, STOP], on_delete="delete")
    native.up()
    labels.add("road-signs", {"merge": 3})
    entry = native.resource()
    stack.prepare()
    alias = 'opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(type_="pictograph:index:Project")])'
    given = f'classes={[MERGE, STOP]!r}, on_delete="delete"'
    stack.program(f'Project("road-signs", {given}, {alias})')
    for said in (stack.preview(ok=False), stack.up(ok=False)):
        assert "was recorded by the native plugin" in said
        assert "pulumi state delete URN" in said
    # As it says.
    stack.program(f'Project("road-signs", {given}, adopt=True)')
    assert entry["urn"] in stack.pulumi("stack", "--show-urns").expect().output
    stack.pulumi("state", "delete", entry["urn"], "--yes").expect()
    stack.up()
    found = stack.resource()
    assert (found["id"], found["type"]) == (entry["id"], stack.type)
    assert labels.count("road-signs") == {"merge": 3}
    stack.preview("--expect-no-changes")
    # Once it is there, the word may go.
    stack.program(f'Project("road-signs", {given})')
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("road-signs") == {"merge": 3}


def test_without_the_alias_the_project_is_taken_over_in_one_up(
    stack: Stack, native: NativeStack, labels: Labels
) -> None:
    native.prepare()
    native.declare(classes=[MERGE, STOP], on_delete="delete")
    native.up()
    labels.add("road-signs", {"merge": 3})
    stack.prepare()
    stack.declare(classes=[MERGE, STOP], on_delete="delete")
    assert "adopt=True" in stack.preview(ok=False)
    # As it says. The old entry's delete is the plugin's, and it is told who has the project now.
    stack.declare(classes=[MERGE, STOP], on_delete="delete", adopt=True)
    assert "kept with all that it holds" in stack.up()
    assert labels.count("road-signs") == {"merge": 3}
    stack.preview("--expect-no-changes")
