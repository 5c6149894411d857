"""From the schema's names and shapes to those of `state`, and back.

STORED DATA. The inputs and outputs named here are what state holds of a native resource. The
class list is a map keyed by class name: a list would be compared by index, and then the engine
names the wrong class, and `ignoreChanges` holds on to a place instead of a class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypedDict, cast

from pictograph_provider.classes import (
    CLASS_TYPES,
    canonical_type,
    canonical_types,
    unknown_class_key,
)
from pictograph_provider.models import Project, ProjectClass
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.state.class_map import ANY_COLOR, encode, order_text
from pictograph_provider.state.class_map import decode as decode_classes
from pictograph_provider.state.class_text import RecordedClass
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.format import readable
from pictograph_provider.state.recorded import Recorded, recorded
from pictograph_provider.texts import python_literal

SETTINGS = {
    "classMoves": "class_moves",
    "allowClassRemoval": "allow_class_removal",
    "foreignClasses": "foreign_classes",
    "onDelete": "on_delete",
    "adopt": "adopt",
    "saveBeforeRemoval": "save_before_removal",
    "requireSave": "require_save",
}
FIELDS = {"name": "name", "description": "description", "annotationTypes": "annotation_types"}
"""Schema names, and what `state` calls the same."""

CLASS_FIELDS = ("type", "color", "attributes", "skeleton")
FOREIGN = "__foreignClasses"
ARCHIVED = "__archived"
"""What a refresh found and no program declares: foreign classes, and that the project is
archived. Stored among the inputs, since a check is given no outputs. The engine shows no key that
begins like this."""

IMPORTED = "__imported"
"""Pulumi has recorded the project, and no `up` has declared it since. Stored among the inputs of
an import, and so gone with the first `up` that goes through. A refused `import` option is recorded
even so (tried with Pulumi 3.259), and what nobody has agreed to manage is not deleted."""

FOUND = {FOREIGN: "added_elsewhere", ARCHIVED: "archived"}
KEPT = {**FOUND, IMPORTED: "imported"}

DYNAMIC = "__provider"
"""In the state of a project that the dynamic provider has recorded, and in no other."""


def origin(urn: str, provider: str) -> str:
    """Names a resource among all, as `host.program.origin` does it in a program.

    Args:
        provider: the id of the stack's provider. A plugin is not told the organization, and this
            is as good: no other stack has it.
    """
    stack, project, types, name = urn.removeprefix("urn:pulumi:").split("::", 3)
    parents = "".join(f"{type_}$" for type_ in types.split("$")[:-1])
    return f"{provider}/{project}/{stack}/{parents}{name}"


def to_inputs(values: Mapping[str, object], origin: str) -> dict[str, object]:
    """Inputs as `state` reads them. Those of a dynamic resource are so already."""
    if DYNAMIC in values:
        return {key: value for key, value in values.items() if key != DYNAMIC}
    inputs: dict[str, object] = {"origin": origin}
    for key, name in {**FIELDS, **SETTINGS}.items():
        if values.get(key) is not None:
            inputs[name] = values[key]
    if values.get("classes") is not None:
        inputs |= _class_inputs(values["classes"], values.get("classOrder"))
    elif values.get("classOrder") is not None:
        inputs["invalid_classes"] = "classOrder orders classes, so it needs classes as well."
    return inputs | {name: values[key] for key, name in KEPT.items() if key in values}


class _Outputs(TypedDict, total=False):
    """What the engine keeps of a native resource."""

    projectId: str
    organizationId: str
    createdAt: str
    name: str
    description: str
    annotationTypes: list[str]
    classes: dict[str, dict[str, object]]
    classOrder: list[str]


@readable
def to_recorded(
    outputs: Mapping[str, object], inputs: Mapping[str, object], origin: str
) -> Recorded | None:
    """What outputs record, and the inputs that led to it; None where nothing is managed yet."""
    if DYNAMIC in outputs:
        return recorded(outputs)
    if "projectId" not in outputs:
        return None
    known = cast(_Outputs, outputs)
    classes = known.get("classes") or {}
    rows = [{"name": name, **classes[name]} for name in ordered(classes, known.get("classOrder"))]
    # Outputs hold what is live, and inputs what was declared: together they are the record.
    live = Recorded(
        name=str(known.get("name")),
        id=str(known["projectId"]),
        description=known.get("description"),
        annotation_types=tuple(known.get("annotationTypes") or ()),
        classes=tuple(RecordedClass(ProjectClass.of_service(row).fields(), None) for row in rows),
        organization_id=known.get("organizationId"),
        created_at=str(known.get("createdAt", "")),
    )
    found = live.declared_as(declaration(to_inputs(inputs, origin)))
    return replace(found, archived=bool(inputs.get(ARCHIVED)), imported=bool(inputs.get(IMPORTED)))


def from_recorded(found: Recorded) -> dict[str, object]:
    """The outputs of the schema."""
    rows = [cls.row for cls in found.classes]
    live = {
        "projectId": found.id,
        "organizationId": found.organization_id,
        "createdAt": found.created_at,
        "name": found.name,
        "description": found.description,
        "annotationTypes": canonical_types(found.annotation_types),
    }
    return {
        **{key: value for key, value in live.items() if value is not None},
        "classes": {row["name"]: class_fields(row) for row in rows},
        "classOrder": [row["name"] for row in rows],
    }


def from_inputs(inputs: Mapping[str, object]) -> dict[str, object]:
    """The inputs of the schema. What is left out and has a default is not stored."""
    values = {
        key: inputs[name]
        for key, name in {**FIELDS, **SETTINGS}.items()
        if inputs.get(name) is not None
    }
    if isinstance(entries := inputs.get("classes"), Mapping):
        order = cast("str | None", inputs.get("class_order"))
        declared = decode_classes(entries, order or "")
        values["classes"] = {
            cls.name: class_fields({"type": cls.type, "color": cls.color, **cls.fields})
            for cls in declared
        }
        if order is not None:
            values["classOrder"] = [cls.name for cls in declared]
    return values | {key: inputs[name] for key, name in FOUND.items() if inputs.get(name)}


def imported(project: Project) -> dict[str, object]:
    """The inputs that declare a live project whole, for a program that is to take it over."""
    names = [cls.name for cls in project.classes]
    values: dict[str, object] = {
        "name": project.name,
        "annotationTypes": canonical_types(project.annotation_types),
        "classes": {cls.name: class_fields(cls.fields()) for cls in project.classes},
    }
    if project.description:
        values["description"] = project.description
    if names != sorted(names):
        values["classOrder"] = names
    if project.is_archived:
        values[ARCHIVED] = True
    return {**values, IMPORTED: True}


def ordered(names: Iterable[str], order: Iterable[str] | None) -> list[str]:
    """Names in the given order; those it does not hold follow by the alphabet."""
    places = {name: place for place, name in enumerate(order or ())}
    return sorted(names, key=lambda name: (places.get(name, len(places)), name))


def class_fields(row: Mapping[str, object]) -> dict[str, object]:
    """A class as the schema has it: what is given of it, and the type by its one name."""
    given = {key: row[key] for key in CLASS_FIELDS if row.get(key) not in (None, [])}
    if isinstance(type_ := given.get("type"), str):
        given["type"] = canonical_type(type_)
    return {key: value for key, value in given.items() if value != ANY_COLOR}


def _class_inputs(classes: object, order: object) -> dict[str, object]:
    if classes is UNKNOWN or order is UNKNOWN:
        return {"classes": UNKNOWN, "class_order": ""}
    if not isinstance(classes, Mapping):
        return _invalid("classes is a map from each class's name to its type and color.")
    specs = [*classes.items()]
    if any(spec is UNKNOWN for _, spec in specs):
        return {"classes": UNKNOWN, "class_order": ""}
    for name, spec in specs:
        if not isinstance(spec, Mapping):
            return _invalid(f"class {python_literal(name)} is a map with its type and color.")
        if spec.get("type") is UNKNOWN:
            return {"classes": UNKNOWN, "class_order": ""}
        if problem := _class_problem(spec):
            return _invalid(f"class {python_literal(name)}{problem}")
    if order is not None and (problem := _order_problem(order, classes)):
        return _invalid(problem)
    names = ordered(classes, cast("list[str] | None", order))
    found = encode([{**classes[name], "name": name} for name in names])
    if found.invalid is not None:
        return _invalid(found.invalid)
    inputs: dict[str, object] = {"classes": found.entries}
    # Without an order of the program's, the service keeps its own.
    return inputs if order is None else {**inputs, "class_order": order_text(names)}


def _class_problem(spec: Mapping[str, object]) -> str | None:
    if "name" in spec:
        return " has its name as its key: take out the other."
    for problem in filter(None, (unknown_class_key(key, CLASS_FIELDS) for key in spec)):
        return f": {problem}."
    type_ = spec.get("type")
    if type_ is not None and not (isinstance(type_, str) and type_.isidentifier()):
        known = ", ".join(map(python_literal, CLASS_TYPES))
        return f" has a type that is not known: write one of {known}."
    if isinstance(spec.get("color"), (Mapping, list)):
        return ' has a color that is not a text: write one like "#ff0000".'
    return None


def _order_problem(order: object, classes: Mapping[str, object]) -> str | None:
    if not isinstance(order, list) or not all(isinstance(name, str) for name in order):
        return "classOrder is a list of class names."
    for name in order:
        if name not in classes:
            return f"classOrder names {python_literal(name)}, which is not in classes."
        if order.count(name) > 1:
            return f"classOrder names {python_literal(name)} twice."
    return None


def _invalid(problem: str) -> dict[str, object]:
    return {"classes": {}, "class_order": "", "invalid_classes": problem}
