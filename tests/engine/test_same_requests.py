"""Both shells ask the same of the service for the same change."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.stack import Stack

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
YIELD = {"name": "yield", "type": "bbox", "color": "#ffff00"}
MERGE = {"name": "merge", "type": "bbox", "color": "#00aaff"}
ARM = {
    "name": "arm",
    "type": "keypoint",
    "skeleton": {"nodes": [{"name": "a"}, {"name": "b", "x": 0.25}], "edges": [[0, 1]]},
}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BEFORE: dict[str, Any] = {"classes": [MERGE, STOP, YIELD]}
CHANGES: dict[str, dict[str, Any]] = {
    "nothing": BEFORE,
    "the name and the description": {**BEFORE, "name": "signs", "description": "New"},
    "the types": {**BEFORE, "annotation_types": ["polygon", "bbox"]},
    "a class more, of every field": {"classes": [MERGE, STOP, YIELD, ARM]},
    "a loss that is refused": {"classes": [STOP, YIELD]},
    "a loss that is permitted": {"classes": [STOP, YIELD], "allow_class_removal": {"merge": 9}},
    "a move": {"classes": [STOP, YIELD], "class_moves": {"merge": "stop_sign"}},
    "the order": {"classes": [YIELD, STOP, MERGE]},
    "a setting": {**BEFORE, "on_delete": "delete"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_requests(
    make_stack: Callable[[str], Stack], pictograph_emulator: Emulator, change: str
) -> None:
    asked = []
    for shell in ("dynamic", "native"):
        pictograph_emulator.control.reset()
        stack = make_stack(shell)
        stack.provision(**BEFORE)
        Labels(stack.client).add("road-signs", {"merge": 2})
        pictograph_emulator.control.forget_requests()
        stack.declare(**CHANGES[change])
        stack.up(ok="refused" not in change)
        asked.append(requests(pictograph_emulator))
    assert asked[0] == asked[1]
    assert bool(asked[0]) is (change not in ("nothing", "a setting"))


def test_the_same_life(make_stack: Callable[[str], Stack], pictograph_emulator: Emulator) -> None:
    asked = []
    for shell in ("dynamic", "native"):
        pictograph_emulator.control.reset()
        stack = make_stack(shell)
        pictograph_emulator.control.forget_requests()
        stack.declare(**BEFORE, description="Signs")
        stack.up()
        stack.refresh()
        stack.destroy()
        asked.append(requests(pictograph_emulator))
    assert asked[0] == asked[1]
    assert [method for method, _, _ in asked[0] if method != "GET"] == ["POST", "DELETE"]


def requests(emulator: Emulator) -> list[tuple[str, str, Any]]:
    """What was asked, with ids left out."""
    return [
        (
            row.method,
            UUID.sub("ID", row.path),
            json.loads(UUID.sub("ID", row.body)) if row.body else None,
        )
        for row in emulator.control.requests()
    ]
