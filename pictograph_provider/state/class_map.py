"""A declared class list as two engine values: a map keyed by class, and the order as text.

    classes:     {"merge (bbox)": "#00aaff", "stop_sign (bbox)": "any color"}
    class_order: "stop_sign, merge"

The engine compares lists by index, and would name the wrong class when the first one goes. A
class with further declared fields has a mapping in place of its color.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from pictograph_provider.classes import (
    DeclaredClass,
    Unknown,
    label,
    split_label,
    unknown_class_key,
)
from pictograph_provider.state import tokens
from pictograph_provider.texts import python_literal

ANY_COLOR = "any color"
"""Stands for a color that the program leaves to the service; no CSS color reads like it."""


@dataclass(frozen=True)
class ClassMap:
    """A class list as the engine gets it.

    Attributes:
        invalid: what keeps the list from being one, for `check` to report; a program that
            raised it itself would end in a traceback.
    """

    entries: dict[str, object]
    order: str
    invalid: str | None = None


def encode(classes: object) -> ClassMap:
    """Make the engine's values of a list of classes, each a ProjectClass or a mapping."""
    if isinstance(classes, (str, bytes, Mapping)) or not isinstance(classes, Iterable):
        return ClassMap({}, "", f"classes is a list of ProjectClass, not {classes!r}.")
    entries: dict[str, object] = {}
    names: dict[str, None] = {}
    for item in classes:
        given = item.fields() if hasattr(item, "fields") else item
        if not isinstance(given, Mapping):
            return ClassMap({}, "", f"a class is a ProjectClass or a mapping, not {item!r}.")
        fields = dict(given)
        # What the service added to a class that was read is kept in a ProjectClass.
        for problem in () if given is not item else filter(None, map(unknown_class_key, fields)):
            return ClassMap({}, "", f"class {python_literal(str(fields.get('name')))}: {problem}.")
        name, type_ = fields.pop("name", None), fields.pop("type", None)
        if not isinstance(name, str) or not isinstance(type_, str | None):
            return ClassMap({}, "", f"a class needs a name and a type, both texts: {item!r}.")
        # Even of two types: the service moves and counts classes by their names alone.
        if name in names:
            return ClassMap(
                {}, "", f"two classes are called {python_literal(name)}: rename one of them."
            )
        names[name] = None
        color = fields.pop("color", None)
        fields = {key: value for key, value in fields.items() if value is not None}
        plain = ANY_COLOR if color is None else color
        entries[label(name, type_)] = {"color": plain, **fields} if fields else plain
    return ClassMap(entries, order_text(names))


def decode(entries: Mapping[str, object], order: str) -> tuple[DeclaredClass, ...]:
    """The declared classes, in their order."""
    places = {name: place for place, name in enumerate(order_names(order))}
    classes = [_class(text, value) for text, value in entries.items()]
    # The engine keeps no order of keys, so what the order does not name is sorted.
    return tuple(sorted(classes, key=lambda cls: (places.get(cls.name, len(places)), cls.label)))


def entry(cls: DeclaredClass) -> object:
    """What the map says of a class."""
    color = ANY_COLOR if cls.color is None else cls.color
    return {"color": color, **cls.fields} if cls.fields else color


def order_text(names: Iterable[str]) -> str:
    """Names as one line of text."""
    return tokens.join([name] for name in names)


def order_names(text: str) -> list[str]:
    """The names in such a line."""
    return [name for words in tokens.split(text) for name in words]


def _class(text: str, value: object) -> DeclaredClass:
    name, type_ = split_label(text)
    fields = {key: whole(item) for key, item in value.items()} if isinstance(value, dict) else {}
    color = fields.pop("color", None) if isinstance(value, dict) else value
    told = None if color == ANY_COLOR else cast("str | Unknown | None", color)
    return DeclaredClass(name, type_, told, fields)


def whole(value: object) -> object:
    """Undo that the engine knows no integers: 1.0 is 1 again, at any depth."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [whole(item) for item in value]
    return value
