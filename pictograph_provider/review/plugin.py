"""A project of the plugin, in the names and shapes that the Python resource has in state."""

from __future__ import annotations

from collections.abc import Mapping

from pictograph_provider.plan import UNKNOWN
from pictograph_provider.state.declaration import holds_unknown
from pictograph_provider.state.native import DYNAMIC, FIELDS, origin, to_inputs, to_recorded
from pictograph_provider.state.settings import written

Values = dict[str, object]


def as_python_has_it(
    urn: str, old: Mapping[str, object], new: Mapping[str, object], outputs: Mapping[str, object]
) -> tuple[Values, Values, Values]:
    """The inputs in state, those of the program, and the outputs in state.

    Args:
        old, new, outputs: by the schema's names, with UNKNOWN for what a preview does not tell.
            Those in state may still be the Python resource's, before a move.
    """
    mine = origin(urn, "")
    before, after = (written(to_inputs(given, mine)) if given else {} for given in (old, new))
    return before, after, _outputs(outputs, old, mine)


def _outputs(outputs: Mapping[str, object], inputs: Mapping[str, object], mine: str) -> Values:
    if DYNAMIC in outputs:
        return {key: value for key, value in outputs.items() if key != DYNAMIC}
    hidden = {key for key, value in outputs.items() if holds_unknown(value)}
    told = {key: value for key, value in outputs.items() if key not in hidden}
    found = to_recorded(told, inputs, mine)
    # What is secret is as if unknown, under its name in `state`.
    secret = dict.fromkeys((FIELDS.get(key, key) for key in hidden), UNKNOWN)
    return {**(found.outputs if found else {}), **secret}
