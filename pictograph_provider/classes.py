"""Which class is which, and do two descriptions of a class differ?

A class is its name and its type: `car` the box and `car` the polygon are two. `box` is the
service's stored word for `bbox` (service contract: class types), so they are one type.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypedDict, get_args

from pictograph_provider.choices import CLASS_KEYS, AnnotationType, ClassType

ANNOTATION_TYPES = tuple(type_ for type_ in get_args(AnnotationType) if type_ != "box")
"""What a project can allow, each by its one name."""

CLASS_TYPES = tuple(type_ for type_ in get_args(ClassType) if type_ != "box")
"""What a class can be, each by its one name."""


class _Named(TypedDict):
    name: str


class ClassRow(_Named, total=False):
    """A class as the service writes it, and as it is written back. There may be more keys."""

    type: str | None
    color: str | None
    attributes: Sequence[Mapping[str, object]] | None
    skeleton: Mapping[str, object] | None


def canonical_type(type_: str | None) -> str:
    """The type's one name: `box` is `bbox`; a class without a type has the empty one."""
    return "bbox" if type_ == "box" else type_ or ""


def canonical_types(types: Iterable[str]) -> list[str]:
    """Each type once, by its one name, in their order."""
    return [*dict.fromkeys(map(canonical_type, types))]


def label(name: str, type_: str | None) -> str:
    """A class as people and state name it: `merge (bbox)`."""
    return f"{name} ({canonical_type(type_)})"


def row_label(row: ClassRow) -> str:
    """The label of a class that the service has written."""
    return label(row["name"], row.get("type"))


class Unknown(enum.Enum):
    """A value that the engine does not know yet, as in the first preview of a new stack."""

    UNKNOWN = "not known yet"


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True)
class DeclaredClass:
    """A class as the program declares it. What is not declared is not managed.

    Attributes:
        type: the canonical type, `bbox` for a box.
        color: the color as written, None where the program leaves it to the service.
        fields: further declared fields, such as `attributes`.
    """

    name: str
    type: str
    color: str | Unknown | None = None
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return label(self.name, self.type)


def split_label(text: str) -> tuple[str, str]:
    """The name and the type of a label; the name may itself hold brackets."""
    name, _, type_ = text[:-1].rpartition(" (")
    return name, type_


def same_field(field: str, one: object, other: object) -> bool:
    """Whether two values of a class field mean the same.

    Missing, null and empty attributes are one; an attribute without a type is `text`; a
    skeleton's point without a place is in the middle (service contract: the class object).
    A key that holds null counts as missing, at any depth: the engine drops it, so what a
    program declares never has one.
    """
    return bool(_normalized(field, without_nulls(one)) == _normalized(field, without_nulls(other)))


def without_nulls(value: object) -> object:
    """A copy without the keys that hold null, as the engine hands on what it is given."""
    if isinstance(value, Mapping):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def _normalized(field: str, value: object) -> object:
    if field == "attributes":
        items = value or []
        return [_attribute(item) for item in items] if isinstance(items, Iterable) else items
    if field == "skeleton" and isinstance(value, Mapping):
        nodes = [_node(item) for item in value.get("nodes") or []]
        edges = [list(edge) for edge in value.get("edges") or []]
        return {**value, "nodes": nodes, "edges": edges}
    return value


def _attribute(item: object) -> object:
    if not isinstance(item, Mapping):
        return item
    return {"type": "text", **item}


def _node(item: object) -> object:
    return {"x": 0.5, "y": 0.5, **item} if isinstance(item, Mapping) else item


def unknown_class_key(key: str, keys: Sequence[str] = CLASS_KEYS) -> str | None:
    """What is wrong with a key that a class does not have; None where it has it."""
    if key in keys:
        return None
    near = get_close_matches(key, keys, n=1)
    known = f"there are {', '.join(keys[:-1])} and {keys[-1]}"
    return f'"{key}" is not known: {f"did you mean {near[0]}?" if near else known}'
