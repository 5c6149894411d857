"""The outputs that a preview can tell already."""

from __future__ import annotations

from collections.abc import Mapping

from pictograph_provider.lifecycle.occupied import DEFAULT_TYPES
from pictograph_provider.plan import UNKNOWN, Unknown
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.state.native import CLASS_FIELDS, from_recorded
from pictograph_provider.state.recorded import Recorded


def forecast(recorded: Recorded | None, wanted: Declaration) -> dict[str, object]:
    """What the outputs will be, with `UNKNOWN` where only the service can tell.

    Args:
        recorded: what state holds; None for a project that is to be created.
    """
    live = dict.fromkeys(("projectId", "organizationId", "createdAt", "classes", "classOrder"))
    before = from_recorded(recorded) if recorded else dict.fromkeys(live, UNKNOWN)
    after: dict[str, object] = {
        **before,
        "name": wanted.name,
    }
    if wanted.annotation_types is not None or not recorded:
        # A tuple is no value of the engine's.
        types = DEFAULT_TYPES if wanted.annotation_types is None else wanted.annotation_types
        after["annotationTypes"] = types if isinstance(types, Unknown) else [*types]
    if wanted.description is not None:
        after["description"] = wanted.description
    if wanted.classes is None:
        return after
    plan = wanted.plan(
        "",  # the name is for the plan's words, which nobody reads here
        recorded.live if recorded else (),
        recorded=recorded.labels if recorded else (),
        done=recorded.moves if recorded else {},
    )
    # Which classes an adopted project has already, only the service knows.
    if plan.unknown or (wanted.adopt and not recorded):
        return {**after, "classes": UNKNOWN, "classOrder": UNKNOWN}
    return {
        **after,
        "classes": {entry["name"]: _class(entry) for entry in plan.result},
        "classOrder": [entry["name"] for entry in plan.result],
    }


def _class(entry: Mapping[str, object]) -> dict[str, object]:
    # A color that the program leaves out is the service's to pick.
    return {"color": UNKNOWN} | {key: entry[key] for key in CLASS_FIELDS if entry.get(key)}
