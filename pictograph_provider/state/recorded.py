"""What state records of a project: what the service held, and what the program declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypedDict, cast

from pictograph_provider.classes import ClassRow, row_label, split_label
from pictograph_provider.plan import DeclaredClass, Unknown
from pictograph_provider.state.class_map import ANY_COLOR, order_names, order_text
from pictograph_provider.state.class_text import RecordedClass, class_text, classes_in
from pictograph_provider.state.declaration import Declaration, Inputs, declaration, secret_keys
from pictograph_provider.state.format import FORMAT, readable, require_known_format
from pictograph_provider.state.settings import ProjectSettings, settings_in

if TYPE_CHECKING:
    from pictograph_provider.models import Project, ProjectClass


class Outputs(TypedDict, total=False):
    """The engine's outputs of a project.

    Counters that move by themselves are left out: they would show at every refresh. So is what
    another output tells: the id is the resource's own.

    Attributes:
        project_id: the id of the resource, too. A program that hands it on would not know it in
            a preview if it were not recorded.
        looked_at: the resource is a look at a project that it does not manage.
        classes: the live ones, as `class_text` writes them. It is called as the input is, so
            the engine keeps it secret where that is.
        class_order: names in the declared order, where the service keeps another one.
        managed: what the program declares of what it may leave out.
    """

    format: int
    project_id: str
    looked_at: bool
    organization_id: str | None
    name: str
    description: str | None
    annotation_types: list[str]
    classes: str
    class_order: str
    created_at: str
    managed: str
    origin: str
    archived: bool
    secret: list[str]


class _Declared(TypedDict):
    """Those fields of `Recorded` that come from a declaration."""

    classes: tuple[RecordedClass, ...]
    order: tuple[str, ...] | None
    manages: frozenset[str]
    settings: ProjectSettings
    origin: str
    secret: tuple[str, ...]


@dataclass(frozen=True)
class Recorded:
    """A project in state.

    Attributes:
        order: names of the declared classes, in the declared order; None where none was declared.
        manages: what the program declared, as `Declaration.manages` says it.
        settings: how it said to act, without defaults.
        origin: empty where it was not recorded, as after an import.
        archived: whether the last look at it found it archived.
        imported: an import has recorded it, and nobody has declared it since.
        secret: names of the inputs that are or hold a secret.
    """

    name: str
    id: str = ""
    description: str | None = None
    annotation_types: tuple[str, ...] = ()
    classes: tuple[RecordedClass, ...] = ()
    order: tuple[str, ...] | None = None
    manages: frozenset[str] = frozenset()
    settings: ProjectSettings = field(default_factory=ProjectSettings)
    organization_id: str | None = None
    created_at: str = ""
    origin: str = ""
    archived: bool = False
    imported: bool = False
    secret: tuple[str, ...] = ()

    @property
    def labels(self) -> frozenset[str]:
        """Labels of the classes that the program declared."""
        return frozenset(cls.label for cls in self.classes if cls.declared is not None)

    @property
    def declared_before(self) -> frozenset[str]:
        """Labels of the classes that a program has declared: what an import has found, none has."""
        return frozenset() if self.imported else self.labels

    @property
    def live(self) -> list[ProjectClass]:
        return [cls.live for cls in self.classes]

    @property
    def moves(self) -> Mapping[str, str]:
        """The class moves that were made, or were there to be made."""
        return dict(self.settings.get("class_moves", {}))

    @property
    def on_delete(self) -> str:
        return str(self.settings.get("on_delete", "delete-if-empty"))

    @property
    def save_before_removal(self) -> str | None:
        return self.settings.get("save_before_removal")

    @property
    def require_save(self) -> bool:
        return bool(self.settings.get("require_save", False))

    def declared_as(self, wanted: Declaration) -> Recorded:
        """The record after a change of nothing that the service holds, such as `on_delete`."""
        rows = (cls.row for cls in self.classes)
        return replace(self, **_declared(wanted, rows), archived=False)

    @property
    def outputs(self) -> Outputs:
        """As the engine keeps it."""
        in_order = tuple(cls.name for cls in self.classes if cls.declared is not None)
        found: dict[str, object] = {
            "format": FORMAT,
            "project_id": self.id,
            "organization_id": self.organization_id,
            "name": self.name,
            "description": self.description,
            "annotation_types": list(self.annotation_types),
            "classes": class_text(self.classes),
            "created_at": self.created_at,
            "managed": " ".join(sorted(self.manages)),
            "origin": self.origin,
            **self.settings,
            "archived": self.archived or None,
            "secret": [*self.secret] or None,
        }
        if self.order is not None and self.order != in_order:
            found["class_order"] = order_text(self.order)
        kept = {key: value for key, value in found.items() if value not in (None, "")}
        return cast(Outputs, {"classes": "", **kept})


def record(project: Project, wanted: Declaration) -> Recorded:
    """What state records once `wanted` was provisioned as `project`."""
    return Recorded(
        name=project.name,
        id=project.id,
        description=project.description,
        annotation_types=tuple(project.annotation_types),
        organization_id=project.organization_id,
        created_at=project.created_at.isoformat(),
        archived=project.is_archived is True,
        **_declared(wanted, [cls.fields() for cls in project.classes]),
    )


@readable
def recorded(outputs: Mapping[str, object]) -> Recorded:
    """Read outputs. A preview that is read later does not tell what is secret in them."""
    require_known_format(outputs)
    known = cast(Outputs, outputs)
    text = known.get("classes")
    classes = classes_in(text) if isinstance(text, str) else ()
    manages = frozenset(str(known.get("managed") or "").split())
    order = None
    if "class_order" in manages:
        names = [cls.name for cls in classes if cls.declared is not None]
        kept = known.get("class_order")
        order = tuple(order_names(kept) if isinstance(kept, str) else names)
    return Recorded(
        name=str(known.get("name")),
        id=str(known.get("project_id", "")),
        description=known.get("description"),
        annotation_types=tuple(known.get("annotation_types") or ()),
        classes=classes,
        order=order,
        manages=manages,
        settings=settings_in(outputs),
        organization_id=known.get("organization_id"),
        created_at=str(known.get("created_at", "")),
        origin=str(known.get("origin", "")),
        archived=bool(known.get("archived")),
        secret=secret_keys(outputs),
    )


@readable
def recorded_inputs(inputs: Mapping[str, object]) -> Recorded:
    """What old inputs tell: a check is given no outputs. A refresh makes them what is live."""
    before = declaration(inputs)
    declared = () if isinstance(before.classes, Unknown) else before.classes or ()
    foreign = cast(Inputs, inputs).get("added_elsewhere") or {}
    description, types = before.description, before.annotation_types
    return Recorded(
        name=str(before.name),
        description=None if isinstance(description, Unknown) else description,
        annotation_types=() if isinstance(types, Unknown) else types or (),
        classes=(
            *(RecordedClass(_live(cls), cls) for cls in declared),
            *(RecordedClass(_row(label, color), None) for label, color in foreign.items()),
        ),
        order=before.order,
        manages=before.manages,
        settings=before.settings,
        origin=before.origin,
        archived=bool(inputs.get("archived")),
        imported=bool(inputs.get("imported")),
        secret=before.secret,
    )


def _declared(wanted: Declaration, live: Iterable[ClassRow]) -> _Declared:
    declared = () if isinstance(wanted.classes, Unknown) else wanted.classes or ()
    by_label = {cls.label: cls for cls in declared}
    return {
        "classes": tuple(RecordedClass(row, by_label.get(row_label(row))) for row in live),
        "order": wanted.order,
        "manages": wanted.manages,
        "settings": wanted.settings,
        "origin": wanted.origin,
        "secret": wanted.secret,
    }


def _live(cls: DeclaredClass) -> ClassRow:
    row = cast(ClassRow, {"name": cls.name, "type": cls.type, **cls.fields})
    if cls.color is not None and not isinstance(cls.color, Unknown):
        row["color"] = cls.color
    return row


def _row(label: str, color: str) -> ClassRow:
    name, type_ = split_label(label)
    row: ClassRow = {"name": name, "type": type_}
    return row if color == ANY_COLOR else {**row, "color": color}
