"""Values that the engine does not know yet, in a form that the pure core understands."""

from __future__ import annotations

from collections.abc import Mapping

from pulumi.output import Unknown as EngineUnknown

from pictograph_provider.plan import UNKNOWN


def with_unknowns(values: Mapping[str, object]) -> dict[str, object]:
    """A copy in which each of the engine's unknown values is `plan.UNKNOWN`.

    The engine's own are traps: they are true, and not equal to themselves.
    """
    return {key: _known(value) for key, value in values.items()}


def _known(value: object) -> object:
    if isinstance(value, EngineUnknown):
        return UNKNOWN
    if isinstance(value, dict):
        return {key: _known(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_known(item) for item in value]
    return value
