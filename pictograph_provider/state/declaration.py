"""What a program declares about one project, read from the engine's inputs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from pictograph_provider.classes import canonical_type
from pictograph_provider.plan import UNKNOWN, ClassPlan, DeclaredClass, Unknown, make_plan
from pictograph_provider.state.class_map import decode, whole
from pictograph_provider.state.settings import (
    CLASS_SETTINGS,
    DEFAULTS,
    ProjectSettings,
    settings_in,
)

if TYPE_CHECKING:
    from pictograph_provider.models import ProjectClass


class Inputs(ProjectSettings, total=False):
    """The engine's inputs of a project. What the program leaves out is not there.

    `secret` names the inputs that are or hold a secret; `Project` writes it where there are any.
    `added_elsewhere` and `archived` come from a refresh: they are drift, and nobody declares them.
    """

    name: str
    description: str
    annotation_types: list[str]
    classes: dict[str, object]
    class_order: str
    origin: str
    added_elsewhere: dict[str, str]
    archived: bool
    invalid_classes: str
    secret: list[str]


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
    settings: ProjectSettings = field(default_factory=ProjectSettings)
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

    def plan(
        self,
        project: str,
        live: Sequence[ProjectClass],
        *,
        recorded: Collection[str],
        done: Mapping[str, str],
    ) -> ClassPlan:
        """What it takes to make these classes the declared ones.

        Args:
            recorded: labels of the classes declared when the project was last provisioned.
            done: the moves that were made then: a class of a source's name is a new one since.
        """
        if self.classes is None:
            return ClassPlan(project)
        return make_plan(
            project,
            recorded=recorded,
            declared=self.classes,
            live=live,
            moves=self.moves,
            done=done,
            keep_foreign=self.keep_foreign,
            ordered=self.ordered,
        )


def declaration(inputs: Mapping[str, object]) -> Declaration:
    """Read valid inputs."""
    acts = _acts(inputs)
    return Declaration(
        name=cast("str | Unknown", _text(inputs.get("name", UNKNOWN))),
        description=_text(inputs.get("description")),
        annotation_types=_types(inputs.get("annotation_types")),
        classes=_classes(inputs),
        ordered="class_order" in inputs,
        moves=acts["class_moves"],
        consent=consent(acts["allow_class_removal"]),
        foreign_classes=acts["foreign_classes"],
        on_delete=acts["on_delete"],
        adopt=bool(acts["adopt"]),
        save_before_removal=acts["save_before_removal"],
        require_save=bool(acts["require_save"]),
        origin=str(_known(inputs.get("origin"), None) or ""),
        settings=settings_in(inputs),
        secret=secret_keys(inputs),
    )


def secret_keys(values: Mapping[str, object]) -> tuple[str, ...]:
    """Names of the inputs that are or hold a secret, in inputs or outputs."""
    found = values.get("secret")
    return tuple(key for key in found if isinstance(key, str)) if isinstance(found, list) else ()


def consent(value: Iterable[str] | Mapping[str, float | None] | None) -> dict[str, int | None]:
    """`allow_class_removal` as a map: names alone have no bound."""
    if isinstance(value, Mapping):
        return {name: None if bound is None else int(bound) for name, bound in value.items()}
    return dict.fromkeys(value or ())


def holds_unknown(value: object) -> bool:
    """Whether a value, or anything inside it, is not known yet."""
    if isinstance(value, Mapping):
        return any(map(holds_unknown, value.values()))
    return value is UNKNOWN or (isinstance(value, list) and any(map(holds_unknown, value)))


def _text(value: object) -> str | Unknown | None:
    # What is no text is refused before this, but for a part of it that is not known yet.
    return UNKNOWN if holds_unknown(value) else cast("str | None", value)


def _types(types: object) -> tuple[str, ...] | Unknown | None:
    if types is None:
        return None
    if holds_unknown(types):
        return UNKNOWN
    return tuple(map(canonical_type, cast("Sequence[str]", types)))


def _classes(inputs: Mapping[str, object]) -> tuple[DeclaredClass, ...] | Unknown | None:
    entries, order = inputs.get("classes"), inputs.get("class_order", "")
    if entries is None:
        return None
    # Without the moves, the consent or the policy, nothing true can be said of the classes.
    acts = (inputs.get(key) for key in CLASS_SETTINGS)
    if entries is UNKNOWN or order is UNKNOWN or any(map(holds_unknown, acts)):
        return UNKNOWN
    return decode(cast("Mapping[str, object]", entries), cast(str, order))


def _acts(inputs: Mapping[str, object]) -> ProjectSettings:
    """All settings: a default stands for what is not said, and for what is not known yet."""
    said = {key: _known(inputs.get(key, value), value) for key, value in DEFAULTS.items()}
    return cast(ProjectSettings, said)


def _known(value: object, default: object) -> object:
    return default if holds_unknown(value) else whole(value)
