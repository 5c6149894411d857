"""A project of road signs, and the text of a decision on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pictograph_provider.guard import decide, explain
from pictograph_provider.plan import ClassPlan, Usage
from tests.plan.make import declared, live

SIGNS = [
    live("stop_sign", color="#ff0000"),
    live("yield", color="#ffff00"),
    live("merge", color="#00aaff"),
]
WANTED = [
    declared("stop_sign"),
    declared("yield", color="#ffaa00"),
    declared("speed_limit", color="#00aaff"),
]
USED = Usage({"merge": 1204}, {"merge": 310})


def text(
    found: ClassPlan,
    usage: Usage | None = USED,
    consent: Mapping[str, int | None] | None = None,
    **more: Any,
) -> str:
    lines = explain(decide(found, usage, consent or {}, **more))
    assert all(len(line) <= 80 for line in lines), lines
    return "\n".join(lines)
