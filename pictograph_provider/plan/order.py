"""The order of classes: the declared one, with kept classes where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pictograph_provider.classes import ClassRow, DeclaredClass, row_label

if TYPE_CHECKING:
    from pictograph_provider.models import ProjectClass


def with_kept(
    declared: Sequence[ClassRow],
    live: Sequence[ClassRow],
    kept: Collection[str],
) -> list[ClassRow]:
    """The declared entries, and each kept one behind the class it stands behind today."""
    keys = [row_label(entry) for entry in declared]
    stays = set(keys)
    behind: defaultdict[str | None, list[ClassRow]] = defaultdict(list)
    before: str | None = None
    for entry in live:
        key = row_label(entry)
        if key in kept:
            behind[before].append(entry)
        elif key in stays:
            before = key
    # Kept classes that stand before all that stay are first again.
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
