"""The live classes as one text, with what the program declared of each, where that differs.

    stop_sign box #ff0000, yield box #e6194b any, tree polygon green foreign

State is written whole at every step of an `up`, so each fact is in it once, and briefly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pictograph_provider.classes import DeclaredClass, canonical_type, label
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
        declared: None for a class that the program never declared.
    """

    live: ProjectClass
    declared: DeclaredClass | None

    @property
    def label(self) -> str:
        return label(self.live.name, self.live.type)


def class_text(classes: Iterable[RecordedClass]) -> str:
    """The classes as text, in their order."""
    return tokens.join(map(_words, classes))


def classes_in(text: str) -> tuple[RecordedClass, ...]:
    """The classes in such a text."""
    return tuple(map(_class, tokens.split(text)))


def _words(cls: RecordedClass) -> list[str]:
    live, declared = cls.live, cls.declared
    words = [live.name, live.type or "", live.color or ""]
    if declared is None:
        words.append(FOREIGN)
    elif declared.color is None:
        words.append(ANY)
    elif declared.color != live.color:
        words.append(f"declared={declared.color}")
    more = {key: value for key, value in live.fields().items() if key not in KEYS}
    if more:
        words.append(f"live={_json(more)}")
    if declared is not None and declared.fields:
        words.append(f"fields={_json(dict(declared.fields))}")
    return words


def _class(words: list[str]) -> RecordedClass:
    from pictograph_provider.models import ProjectClass

    name, type_, color, *more = words
    said = dict(word.partition("=")[::2] for word in more)
    row: dict[str, object] = {"name": name, **json.loads(said.get("live", "{}"))}
    # What was empty was not given: a null would be sent to the service as a change.
    row |= {key: value for key, value in (("type", type_), ("color", color)) if value}
    live = ProjectClass.of_service(row)
    if FOREIGN in said:
        return RecordedClass(live, None)
    spelled = None if ANY in said else said.get("declared", color or None)
    fields = json.loads(said.get("fields", "{}"))
    return RecordedClass(live, DeclaredClass(name, canonical_type(type_), spelled, fields))


def _json(value: object) -> str:
    # The engine keeps no order of keys, and one class must always read alike.
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
