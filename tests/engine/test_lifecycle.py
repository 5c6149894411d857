"""The life of a project, from `pulumi up` to `pulumi destroy`, through the real engine."""

from __future__ import annotations

import json

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.stack import Stack

pytestmark = pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
YIELD = {"name": "yield", "type": "bbox", "color": "#ffff00"}
LIMIT = {"name": "speed_limit", "type": "bbox", "color": "#00aaff"}


def test_the_life_of_a_project(stack: Stack, pictograph_emulator: Emulator) -> None:
    projects = stack.client.projects

    # Created as declared, under an id that stays.
    stack.declare(description="Road signs", classes=[STOP, YIELD])
    assert "2 to create" in stack.preview()
    stack.up()
    created = projects.get("road-signs")
    assert created.description == "Road signs"
    assert [(cls.name, cls.color) for cls in created.classes] == [
        ("stop_sign", "#ff0000"),
        ("yield", "#ffff00"),
    ]
    assert stack.resource()["id"] == created.id

    # Nothing to do: the preview is empty, and an up asks nothing of the service.
    assert "2 unchanged" in stack.preview("--diff", "--expect-no-changes")
    pictograph_emulator.control.forget_requests()
    assert "2 unchanged" in stack.up()
    assert pictograph_emulator.control.requests() == []

    pictograph_emulator.control.forget_requests()

    # A class is added, another recolored, and the project renamed: in place, in one request.
    stack.declare(
        name="street-signs",
        description="Road signs",
        classes=[STOP, {**YIELD, "color": "#ffaa00"}, LIMIT],
    )
    stack.up()
    renamed = projects.get("street-signs")
    assert renamed.id == created.id
    assert [(cls.name, cls.color) for cls in renamed.classes] == [
        ("stop_sign", "#ff0000"),
        ("yield", "#ffaa00"),
        ("speed_limit", "#00aaff"),
    ]
    sent = [row for row in pictograph_emulator.control.requests() if row.method == "PATCH"]
    assert len(sent) == 1
    assert set(json.loads(sent[0].body or "")) == {"new_name", "classes", "classes_base"}

    # Somebody works in the app: a refresh shows it, and the next up brings the program back.
    projects.update("street-signs", new_name="signs", description="Clicked")
    assert "~ name" in stack.pulumi("refresh", "--yes", "--diff").expect().output
    assert '"signs" => "street-signs"' in stack.preview("--diff")
    stack.up()
    assert projects.get("street-signs").description == "Road signs"

    # Deleted elsewhere: the refresh drops it, and the next up creates it again.
    projects.delete("street-signs")
    stack.refresh()
    stack.up()
    again = projects.get("street-signs")
    assert again.id != created.id
    assert len(again.classes) == 3

    # Gone with the stack.
    stack.destroy()
    assert projects.list() == []
