"""The live classes as one text, with what the program declared of each, where that differs.

    stop_sign box #ff0000, yield box #e6194b any, tree polygon green foreign

State is written whole at every step of an `up`, so each fact is in it once, and briefly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pictograph_provider.classes import ClassRow, DeclaredClass, canonical_type, row_label
from pictograph_provider.state import tokens

if TYPE_CHECKING:
    from pictograph_provider.models import ProjectClass


FOREIGN = "foreign"
"""The program never declared the class."""

ANY = "any"
"""The program leaves the color to the service."""

KEYS = frozenset({"name", "type", "color"})


@dataclass(frozen=True)
class RecordedClass:
    """A class as the service held it, and as the program declared it.

    Attributes:
        row: just what the service gave.
        declared: None for a class that the program never declared.
    """

    row: ClassRow
    declared: DeclaredClass | None

    @property
    def name(self) -> str:
        return self.row["name"]

    @property
    def label(self) -> str:
        return row_label(self.row)

    @property
    def live(self) -> ProjectClass:
        # An up that changes nothing needs none, so it does not wait for Pydantic either.
        from pictograph_provider.models import ProjectClass

        return ProjectClass.of_service(self.row)


def class_text(classes: Iterable[RecordedClass]) -> str:
    """The classes as text, in their order."""
    return tokens.join(map(_words, classes))


def classes_in(text: str) -> tuple[RecordedClass, ...]:
    """The classes in such a text."""
    return tuple(map(_class, tokens.split(text)))


def _words(cls: RecordedClass) -> list[str]:
    row, declared = cls.row, cls.declared
    color = row.get("color")
    words = [cls.name, row.get("type") or "", color or ""]
    if declared is None:
        words.append(FOREIGN)
    elif declared.color is None:
        words.append(ANY)
    elif declared.color != color:
        words.append(f"declared={declared.color}")
    more = {key: value for key, value in row.items() if key not in KEYS}
    if more:
        words.append(f"live={_json(more)}")
    if declared is not None and declared.fields:
        words.append(f"fields={_json(dict(declared.fields))}")
    return words


def _class(words: list[str]) -> RecordedClass:
    name, type_, color, *more = words
    said = dict(word.partition("=")[::2] for word in more)
    row = cast(ClassRow, {"name": name, **json.loads(said.get("live", "{}"))})
    # What was empty was not given: a null would be sent to the service as a change.
    if type_:
        row["type"] = type_
    if color:
        row["color"] = color
    if FOREIGN in said:
        return RecordedClass(row, None)
    spelled = None if ANY in said else said.get("declared", color or None)
    fields = json.loads(said.get("fields", "{}"))
    return RecordedClass(row, DeclaredClass(name, canonical_type(type_), spelled, fields))


def _json(value: object) -> str:
    # The engine keeps no order of keys, and one class must always read alike.
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
