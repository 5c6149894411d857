"""The order of classes: the declared one, with kept classes where they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pictograph_provider.classes import label


def with_kept(
    declared: Sequence[Mapping[str, Any]],
    live: Sequence[Mapping[str, Any]],
    kept: Collection[str],
) -> list[Mapping[str, Any]]:
    """The declared entries, and each kept one behind the class it stands behind today."""
    result = list(declared)
    before: str | None = None
    for entry in live:
        key = label(entry["name"], entry.get("type"))
        keys = [label(item["name"], item.get("type")) for item in result]
        if key in kept:
            result.insert(0 if before is None else keys.index(before) + 1, entry)
            keys.append(key)
        if key in keys:
            before = key
    return result


def is_reordered(live: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the classes that stay stand in another order than today."""
    return [key for key in live if key in set(wanted)] != [
        key for key in wanted if key in set(live)
    ]
