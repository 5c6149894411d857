"""What a program declares about one project, read from the engine's inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from pictograph_provider.classes import canonical_type
from pictograph_provider.plan import UNKNOWN, DeclaredClass, Unknown
from pictograph_provider.state.class_map import decode, whole


class Inputs(TypedDict, total=False):
    """The engine's inputs of a project. What the program leaves out is not there.

    `secret` names the inputs that are or hold a secret; `Project` writes it where there are any.
    `added_elsewhere` and `archived` come from a refresh: they are drift, and nobody declares them.
    """

    name: str
    description: str
    annotation_types: list[str]
    classes: dict[str, Any]
    class_order: str
    class_moves: dict[str, str]
    allow_class_removal: list[str] | dict[str, float]
    foreign_classes: str
    on_delete: str
    adopt: bool
    save_before_removal: str
    require_save: bool
    origin: str
    added_elsewhere: dict[str, str]
    archived: bool
    invalid_classes: str
    secret: list[str]


DEFAULTS: Mapping[str, Any] = {
    "class_moves": {},
    "allow_class_removal": [],
    "foreign_classes": "refuse",
    "on_delete": "delete-if-empty",
    "adopt": False,
    "save_before_removal": None,
    "require_save": False,
}
"""Inputs that say how to act, and what they are where the program does not say. They are outputs
too, since a delete is given nothing else; a default is in neither."""

CLASS_SETTINGS = ("class_moves", "allow_class_removal", "foreign_classes")

MANAGED = ("description", "annotation_types", "classes")
"""What a program may leave to the service."""


@dataclass(frozen=True)
class Declaration:
    """One project as the program wants it. UNKNOWN is what a preview does not know yet.

    Attributes:
        description, annotation_types, classes: None where they are not managed.
        ordered: the order of the classes is declared too.
        consent: classes that may be lost, each with the most annotations that may go.
        origin: organization, Pulumi project, stack and resource, to name a create by; empty
            where that is not known.
        settings: the inputs that say how to act, as they were written, without defaults.
        secret: names of the inputs that are or hold a secret.
    """

    name: str | Unknown
    description: str | Unknown | None = None
    annotation_types: tuple[str, ...] | Unknown | None = None
    classes: tuple[DeclaredClass, ...] | Unknown | None = None
    ordered: bool = True
    moves: Mapping[str, str] = field(default_factory=dict)
    consent: Mapping[str, int | None] = field(default_factory=dict)
    foreign_classes: str = "refuse"
    on_delete: str = "delete-if-empty"
    adopt: bool = False
    save_before_removal: str | None = None
    require_save: bool = False
    origin: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    secret: tuple[str, ...] = ()

    @property
    def keep_foreign(self) -> bool:
        return self.foreign_classes == "keep"

    @property
    def manages(self) -> frozenset[str]:
        """Which of MANAGED the program declares, and `class_order` where it does."""
        found = {key for key in MANAGED if getattr(self, key) is not None}
        return frozenset(found | ({"class_order"} if self.order is not None else set()))

    @property
    def order(self) -> tuple[str, ...] | None:
        """Names of the classes in the declared order; None where the program declares none."""
        if self.classes is None or isinstance(self.classes, Unknown) or not self.ordered:
            return None
        return tuple(cls.name for cls in self.classes)

    @property
    def labels(self) -> frozenset[str]:
        """Labels of the declared classes, as far as they are known."""
        declared = () if isinstance(self.classes, Unknown) else self.classes or ()
        return frozenset(cls.label for cls in declared)


def declaration(inputs: Mapping[str, Any]) -> Declaration:
    """Read valid inputs."""
    return Declaration(
        name=_text(inputs.get("name", UNKNOWN)),
        description=_text(inputs.get("description")),
        annotation_types=_types(inputs.get("annotation_types")),
        classes=_classes(inputs),
        ordered="class_order" in inputs,
        moves=_known(inputs, "class_moves"),
        consent=consent(_known(inputs, "allow_class_removal")),
        foreign_classes=_known(inputs, "foreign_classes"),
        on_delete=_known(inputs, "on_delete"),
        adopt=bool(_known(inputs, "adopt")),
        save_before_removal=_known(inputs, "save_before_removal"),
        require_save=bool(_known(inputs, "require_save")),
        origin=str(_known(inputs, "origin") or ""),
        settings=settings_in(inputs),
        secret=secret_keys(inputs),
    )


def written(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs without those that say nothing: what is None, and what is the default anyway."""
    return {
        key: value
        for key, value in inputs.items()
        if value is not None and (key not in DEFAULTS or not says_default(key, value))
    }


def says_default(key: str, value: Any) -> bool:
    """Whether an input that says how to act says what holds anyway."""
    empty = isinstance(value, (list, Mapping)) and not value
    return value is None or empty or (isinstance(value, (str, bool)) and value == DEFAULTS[key])


def secret_keys(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the inputs that are or hold a secret, in inputs or outputs."""
    found = values.get("secret")
    return tuple(key for key in found if isinstance(key, str)) if isinstance(found, list) else ()


def settings_in(values: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs that say how to act, in inputs or outputs, without those that say the default."""
    return {
        key: values[key] for key in DEFAULTS if key in values and not says_default(key, values[key])
    }


def consent(value: Any) -> dict[str, int | None]:
    """`allow_class_removal` as a map: names alone have no bound."""
    if isinstance(value, Mapping):
        return {name: None if bound is None else int(bound) for name, bound in value.items()}
    return dict.fromkeys(value or ())


def holds_unknown(value: Any) -> bool:
    """Whether a value, or anything inside it, is not known yet."""
    if isinstance(value, Mapping):
        return any(map(holds_unknown, value.values()))
    return value is UNKNOWN or (isinstance(value, list) and any(map(holds_unknown, value)))


def _text(value: Any) -> Any:
    # What is no text is refused before this, but for a part of it that is not known yet.
    return UNKNOWN if holds_unknown(value) else value


def _types(types: Any) -> tuple[str, ...] | Unknown | None:
    if types is None:
        return None
    return UNKNOWN if holds_unknown(types) else tuple(map(canonical_type, types))


def _classes(inputs: Mapping[str, Any]) -> tuple[DeclaredClass, ...] | Unknown | None:
    entries, order = inputs.get("classes"), inputs.get("class_order", "")
    if entries is None:
        return None
    # Without the moves, the consent or the policy, nothing true can be said of the classes.
    acts = (inputs.get(key) for key in CLASS_SETTINGS)
    if entries is UNKNOWN or order is UNKNOWN or any(map(holds_unknown, acts)):
        return UNKNOWN
    return decode(entries, order)


def _known(inputs: Mapping[str, Any], key: str) -> Any:
    default = DEFAULTS.get(key)
    value = inputs.get(key, default)
    return default if holds_unknown(value) else whole(value)
