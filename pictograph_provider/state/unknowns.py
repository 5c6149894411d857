"""Values that the engine does not know yet, in a form that the pure core understands."""

from __future__ import annotations

from typing import Any

from pulumi.output import Unknown as EngineUnknown

from pictograph_provider.plan import UNKNOWN


def with_unknowns(value: Any) -> Any:
    """A copy in which each of the engine's unknown values is `plan.UNKNOWN`.

    The engine's own are traps: they are true, and not equal to themselves.
    """
    if isinstance(value, EngineUnknown):
        return UNKNOWN
    if isinstance(value, dict):
        return {key: with_unknowns(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_unknowns(item) for item in value]
    return value
