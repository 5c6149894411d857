"""The inputs to record: what means the same as before keeps its recorded spelling.

The engine's own diff compares texts, and would show `red` and `#ff0000` as a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

from pictograph_provider import colors
from pictograph_provider.state.outputs import types_spelled_as


def settle(olds: Mapping[str, Any], news: Mapping[str, Any]) -> dict[str, Any]:
    """New inputs, in the recorded words where those say the same.

    Unknown values stay what they are. Classes of others that the program keeps stay recorded:
    dropping them would read like a removal.
    """
    settled = dict(news)
    before, now = olds.get("annotation_types"), news.get("annotation_types")
    if _texts(before) and _texts(now):
        settled["annotation_types"] = types_spelled_as(now, before)
    classes, recorded = news.get("class_set"), olds.get("class_set")
    if isinstance(classes, dict) and isinstance(recorded, dict):
        settled["class_set"] = {
            key: _spelled_as(value, recorded.get(key)) for key, value in classes.items()
        }
    if news.get("foreign_classes") == "keep" and "undeclared_classes" in olds:
        settled["undeclared_classes"] = olds["undeclared_classes"]
    return settled


def _texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _spelled_as(value: Any, recorded: Any) -> Any:
    if isinstance(value, str) and isinstance(recorded, str) and colors.same(value, recorded):
        return recorded
    return value
