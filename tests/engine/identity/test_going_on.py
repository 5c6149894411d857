"""An `up` that goes on past errors deletes nothing that a part which failed may have."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.identity.families import entries_of
from tests.engine.labels import Labels
from tests.engine.stack import Stack

GOING_ON = "--continue-on-error"
STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}
SIGNS: dict[str, Any] = {"name": "signs", "classes": [STOP], "on_delete": "delete"}

both = pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)


@pytest.fixture
def held(stack: Stack, labels: Labels) -> Stack:
    """Its resource `a` has the project signs, with an image and annotations on it."""
    stack.declare_all({"a": SIGNS})
    stack.up()
    labels.add("signs", {"stop": 3})
    return stack


def names(stack: Stack) -> list[str]:
    return sorted(str(entry["urn"]).rpartition("::")[2] for entry in entries_of(stack))


def fail_to_create(emulator: Emulator) -> None:
    emulator.control.fault("status", status=500, method="POST", path="/datasets/$", times=None)


def goes_on_as_it_says(stack: Stack, labels: Labels, emulator: Emulator) -> None:
    """What failed is mended, and the whole program runs: `b` has the project then."""
    emulator.control.clear_faults()
    stack.up()
    assert names(stack) == ["b", "bad"]
    assert labels.count("signs") == {"stop": 3}
    stack.preview("--expect-no-changes")


@both
def test_what_takes_a_project_over_after_something_that_failed_finds_the_old_entry(
    held: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    taken = {"bad": {"name": "bad"}, "b": {**SIGNS, "adopt": True}}
    waits = "depends_on=[bad]"
    if held.shell == "dynamic":
        held.program(
            f'bad = Project("bad")\nProject("b", adopt=True, **{SIGNS!r}, '
            f"opts=pulumi.ResourceOptions({waits}))"
        )
    else:
        held.declare_all(taken, b={"depends_on": ["${bad}"]})
    fail_to_create(pictograph_emulator)
    said = held.up(GOING_ON, ok=False)
    assert "this entry of the state, since resource b could not take it over" in said
    assert names(held) == ["a"]
    goes_on_as_it_says(held, labels, pictograph_emulator)


@both
def test_a_name_that_is_never_known_may_be_the_projects(
    held: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    if held.shell == "dynamic":
        held.program(
            'bad = Project("bad", description="signs")\n'
            f'Project("b", adopt=True, **{ {**SIGNS, "name": 0}!r})'.replace(
                "'name': 0", "'name': bad.description"
            )
        )
    else:
        taken = {**SIGNS, "name": "${bad.description}", "adopt": True}
        held.declare_all({"bad": {"description": "signs"}, "b": taken})
    fail_to_create(pictograph_emulator)
    said = held.up(GOING_ON, ok=False)
    assert "name has no value: what it is made of is" in said
    assert names(held) == ["a"]
    goes_on_as_it_says(held, labels, pictograph_emulator)


def test_a_look_at_the_project_may_have_failed(
    held: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    held.program('Project.get("g", "signs")')
    pictograph_emulator.control.fault(
        "status", status=500, method="GET", path="/datasets/signs", times=None
    )
    assert "project signs: this command goes on past errors" in held.up(GOING_ON, ok=False)
    assert "a" in names(held)
    # As it says.
    pictograph_emulator.control.clear_faults()
    assert "kept with all that it holds" in held.up()
    assert labels.count("signs") == {"stop": 3}


def test_a_destroy_that_goes_on_destroys(held: Stack) -> None:
    held.destroy(GOING_ON)
    assert held.client.projects.list() == []
