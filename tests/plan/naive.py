"""The plan's steps written for reading, not for speed: what the quick ones have to equal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pictograph_provider.classes import ClassRow, label
from pictograph_provider.models import ProjectClass
from pictograph_provider.plan import Move


def with_kept(
    declared: Sequence[Mapping[str, Any]],
    live: Sequence[Mapping[str, Any]],
    kept: Collection[str],
) -> list[Mapping[str, Any]]:
    """Insert each kept class behind the one before it, one after another."""
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
    """Compare what is in both lists."""
    return [key for key in live if key in wanted] != [key for key in wanted if key in live]


def destination(old: str, moves: Mapping[str, str]) -> str | None:
    """Follow the moves; None in a circle."""
    seen = {old}
    name = moves[old]
    while name in moves:
        if name in seen:
            return None
        seen.add(name)
        name = moves[name]
    return name


def distance(name: str, moves: Mapping[str, str]) -> int:
    """How many moves to the end; too many in a circle."""
    steps = 0
    while name in moves and steps <= len(moves):
        name = moves[name]
        steps += 1
    return steps


def moved(
    live: Sequence[ProjectClass],
    moves: Mapping[str, str],
    over: Collection[str],
    declared: Collection[str],
) -> tuple[list[Move], list[ClassRow]]:
    """Make one move after the other, where all classes have one type."""
    steps, after = [], [cls.fields() for cls in live]
    for old in sorted(moves, key=lambda name: (distance(name, moves), name)):
        new, names = destination(old, moves), [entry["name"] for entry in after]
        if new is None or new not in declared or old in over or old not in names:
            continue
        if new in names:
            steps.append(Move("merge", old, new))
            after = [entry for entry in after if entry["name"] != old]
        else:
            steps.append(Move("rename", old, new))
            after = [{**entry, "name": new} if entry["name"] == old else entry for entry in after]
    return steps, after
