"""Short ways to write classes in tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pictograph_provider.classes import label
from pictograph_provider.models import ProjectClass
from pictograph_provider.plan import ClassPlan, DeclaredClass, make_plan


def live(
    name: str, type_: str | None = "box", color: str | None = "#111111", **more: Any
) -> ProjectClass:
    """A class as the service holds it."""
    return ProjectClass.of_service({"name": name, "type": type_, "color": color, **more})


def declared(
    name: str, type_: str = "bbox", color: str | None = None, **more: Any
) -> DeclaredClass:
    """A class as the program declares it."""
    return DeclaredClass(name, type_, color, more)


def plan(
    wanted: Sequence[DeclaredClass],
    now: Sequence[ProjectClass],
    *,
    recorded: Any = None,
    **more: Any,
) -> ClassPlan:
    """The plan; unless said otherwise, all that is live was declared before."""
    known = [label(cls.name, cls.type) for cls in now] if recorded is None else recorded
    return make_plan("signs", recorded=known, declared=wanted, live=now, **more)
