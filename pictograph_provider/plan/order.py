"""The order of classes: the declared one, with kept classes where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pictograph_provider.classes import label
from pictograph_provider.plan.shapes import DeclaredClass

if TYPE_CHECKING:
    from pictograph_provider.models import ProjectClass


def with_kept(
    declared: Sequence[Mapping[str, Any]],
    live: Sequence[Mapping[str, Any]],
    kept: Collection[str],
) -> list[Mapping[str, Any]]:
    """The declared entries, and each kept one behind the class it stands behind today."""
    keys = [_label(entry) for entry in declared]
    stays = set(keys)
    behind: defaultdict[str | None, list[Mapping[str, Any]]] = defaultdict(list)
    before: str | None = None
    for entry in live:
        key = _label(entry)
        if key in kept:
            behind[before].append(entry)
        elif key in stays:
            before = key
    result = [*behind[None]]
    for key, entry in zip(keys, declared, strict=True):
        result += [entry, *behind[key]]
    return result


def as_live(
    declared: Sequence[DeclaredClass], live: Sequence[ProjectClass]
) -> Sequence[DeclaredClass]:
    """The declared classes in the order of the live ones, and those that are new behind them."""
    places = {cls.name: place for place, cls in enumerate(live)}
    return sorted(declared, key=lambda cls: places.get(cls.name, len(places)))


def is_reordered(live: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the classes that stay stand in another order than today."""
    today, then = set(live), set(wanted)
    return [key for key in live if key in then] != [key for key in wanted if key in today]


def _label(entry: Mapping[str, Any]) -> str:
    return label(entry["name"], entry.get("type"))
