"""What a program declares about one project, read from the engine's inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pictograph_provider.classes import canonical_type
from pictograph_provider.plan import UNKNOWN, DeclaredClass, Unknown
from pictograph_provider.state.class_set import decode, whole

SETTINGS = (
    "class_moves",
    "allow_class_removal",
    "foreign_classes",
    "on_delete",
    "adopt",
    "save_before_removal",
)
"""Inputs that say how to act. They are in the outputs too: a delete is given nothing else."""


MANAGED = {"description": "manages_description", "annotation_types": "manages_annotation_types"}
"""Inputs that may be left out, and the outputs that say that they were not."""


@dataclass(frozen=True)
class Declaration:
    """One project as the program wants it. UNKNOWN is what a preview does not know yet.

    Attributes:
        description, annotation_types: None where they are not managed.
        classes: None where they are not managed.
        ordered: their order is declared too.
        consent: classes that may be lost, each with the most annotations that may go.
        origin: Pulumi project, stack and resource name, to name a create by.
    """

    name: str | Unknown
    description: str | Unknown | None
    annotation_types: tuple[str, ...] | Unknown | None
    classes: tuple[DeclaredClass, ...] | Unknown | None
    ordered: bool
    moves: Mapping[str, str]
    consent: Mapping[str, int | None]
    foreign_classes: str
    on_delete: str
    adopt: bool
    save_before_removal: str | None
    origin: str

    @property
    def keep_foreign(self) -> bool:
        return self.foreign_classes == "keep"


def declaration(inputs: Mapping[str, Any]) -> Declaration:
    """Read valid inputs."""
    types = inputs.get("annotation_types")
    return Declaration(
        name=inputs.get("name", UNKNOWN),
        description=inputs.get("description"),
        annotation_types=_types(types),
        classes=_classes(inputs),
        ordered="class_order" in inputs,
        moves=_known(inputs, "class_moves", {}),
        consent=consent(_known(inputs, "allow_class_removal", {})),
        foreign_classes=_known(inputs, "foreign_classes", "refuse"),
        on_delete=_known(inputs, "on_delete", "delete-if-empty"),
        adopt=bool(_known(inputs, "adopt", False)),
        save_before_removal=_known(inputs, "save_before_removal", None),
        origin=str(_known(inputs, "origin", "")),
    )


def consent(value: Any) -> dict[str, int | None]:
    """`allow_class_removal` as a map: names alone have no bound."""
    if isinstance(value, Mapping):
        return {name: None if bound is None else int(bound) for name, bound in value.items()}
    return dict.fromkeys(value or ())


def labels(values: Mapping[str, Any]) -> frozenset[str]:
    """Labels of the classes that inputs or outputs record as declared."""
    recorded = values.get("class_set")
    return frozenset(recorded) if isinstance(recorded, Mapping) else frozenset()


def holds_unknown(value: Any) -> bool:
    """Whether a value, or anything inside it, is not known yet."""
    if isinstance(value, Mapping):
        return any(map(holds_unknown, value.values()))
    return value is UNKNOWN or (isinstance(value, list) and any(map(holds_unknown, value)))


def _types(types: Any) -> tuple[str, ...] | Unknown | None:
    if types is None:
        return None
    return UNKNOWN if holds_unknown(types) else tuple(map(canonical_type, types))


def _classes(inputs: Mapping[str, Any]) -> tuple[DeclaredClass, ...] | Unknown | None:
    entries, order = inputs.get("class_set"), inputs.get("class_order", "")
    if entries is None:
        return None
    # Without the moves, the consent or the policy, nothing true can be said of the classes.
    acts = (inputs.get(key) for key in ("class_moves", "allow_class_removal", "foreign_classes"))
    if entries is UNKNOWN or order is UNKNOWN or any(map(holds_unknown, acts)):
        return UNKNOWN
    return decode(entries, order)


def _known(inputs: Mapping[str, Any], key: str, default: Any) -> Any:
    value = inputs.get(key, default)
    return default if holds_unknown(value) else whole(value)
