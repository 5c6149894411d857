"""What a request did to a class list, in words for the log."""

from __future__ import annotations

from collections.abc import Sequence

from pictograph_provider.emulator.datasets.classes import Class, canonical_type, identity
from pictograph_provider.texts import plural, quoted_if_needed


def class_changes(before: Sequence[Class], after: Sequence[Class], lost: int | None) -> list[str]:
    """One sentence for each kind of change.

    Args:
        lost: annotations that went with the classes; None where they stay behind.
    """
    old = {identity(item): item for item in before}
    new = {identity(item): item for item in after}
    added = [item for key, item in new.items() if key not in old]
    gone = [item for key, item in old.items() if key not in new]
    edited = [item for key, item in new.items() if key in old and item != old[key]]
    changes = [f"class {_named(items)} {did}" for items, did in ((added, "added"),) if items]
    if gone:
        fate = "its annotations stay" if lost is None else f"with {plural(lost, 'annotation')}"
        changes.append(f"class {_named(gone)} removed, {fate}")
    if edited:
        changes.append(f"class {_named(edited)} changed")
    if [key for key in old if key in new] != [key for key in new if key in old]:
        changes.append("order of the classes changed")
    return changes


def _named(items: Sequence[Class]) -> str:
    return ", ".join(
        f"{quoted_if_needed(item['name'])} ({canonical_type(item['type'])})"
        if item.get("type")
        else quoted_if_needed(item["name"])
        for item in items
    )
