"""Inputs that say how to act, and what holds where the program does not say.

A program needs these to declare a project, and nothing of the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, cast


class ProjectSettings(TypedDict, total=False):
    """Inputs that say how to act. They are outputs too, since a delete is given nothing else."""

    class_moves: dict[str, str]
    allow_class_removal: list[str] | dict[str, float]
    foreign_classes: str
    on_delete: str
    adopt: bool
    save_before_removal: str | None
    require_save: bool


DEFAULTS: Mapping[str, object] = {
    "class_moves": {},
    "allow_class_removal": [],
    "foreign_classes": "refuse",
    "on_delete": "delete-if-empty",
    "adopt": False,
    "save_before_removal": None,
    "require_save": False,
}
"""What ProjectSettings are where the program does not say. A default is in neither state."""

CLASS_SETTINGS = ("class_moves", "allow_class_removal", "foreign_classes")


def written(inputs: Mapping[str, object]) -> dict[str, object]:
    """Inputs without those that say nothing: what is None, and what is the default anyway."""
    return {
        key: value
        for key, value in inputs.items()
        if value is not None and (key not in DEFAULTS or not says_default(key, value))
    }


def says_default(key: str, value: object) -> bool:
    """Whether an input that says how to act says what holds anyway."""
    # Consent is a list or a map: the empty map says as little as the default, an empty list.
    empty = isinstance(value, (list, Mapping)) and not value
    return value is None or empty or (isinstance(value, (str, bool)) and value == DEFAULTS[key])


def settings_in(values: Mapping[str, object]) -> ProjectSettings:
    """The settings in inputs or outputs, without those that say the default."""
    said = {key: values[key] for key in DEFAULTS if key in values}
    return cast(
        ProjectSettings, {key: said[key] for key in said if not says_default(key, said[key])}
    )
