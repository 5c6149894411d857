"""How a person writes what a text tells them to write: in Python, in YAML, in TypeScript.

The core knows no shell and no language; who speaks to a person hands in one of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pictograph_provider.texts import python_literal

Consent = Mapping[str, int | None]
"""Class names that may be lost, each with the most annotations that may go, or None."""

Entry = tuple[str, str, str | None]
"""A class to write: its name, its type, its colour."""

ONE_LINE = 60
"""Columns that a setting may take on one line; a longer one gets a line for each entry."""


class Spelling(Protocol):
    """Spells inputs of a project. What takes several lines can be pasted as one block."""

    @property
    def comment(self) -> str:
        """What begins a comment."""

    @property
    def source(self) -> str:
        """Where it is written: the program."""

    @property
    def renamed(self) -> str:
        """The option of a resource that had another name."""

    @property
    def reparented(self) -> str:
        """The option of a resource that had no parent, and has one."""

    def setting(self, name: str) -> str:
        """An input's name, given as Python has it: `class_moves`."""

    def assign(self, name: str, value: str | bool | Sequence[str]) -> str:
        """An input with a value, on one line: `adopt=True`."""

    def classes(self, entries: Sequence[Entry]) -> list[str]:
        """Entries to add to `classes`."""

    def moves(self, moves: Mapping[str, str], note: str = "") -> list[str]:
        """`class_moves`; a note stands in it as a comment."""

    def consent(self, consent: Consent, note: str = "") -> list[str]:
        """`allow_class_removal`: with bounds where all have one, else names alone."""

    def keep_foreign(self) -> list[str]:
        """`foreign_classes`, set to keep."""


@dataclass(frozen=True)
class Bracketed:
    """A language in which lists and maps stand in brackets.

    Attributes:
        assignment: what stands between an input and its value.
        truth: false and true.
        entry: a class, with places for its name and the rest of its fields.
        field: a further field of a class, with places for its key and its value.
    """

    comment: str
    name: Callable[[str], str]
    assignment: str
    entry: str
    field: str
    renamed: str
    reparented: str
    source: str = "the program"
    truth: tuple[str, str] = ("false", "true")
    surrogates: bool = False

    def setting(self, name: str) -> str:
        return self.name(name)

    def assign(self, name: str, value: str | bool | Sequence[str]) -> str:
        if isinstance(value, bool):
            text = self.truth[value]
        elif isinstance(value, str):
            text = self._code(value)
        else:
            text = f"[{', '.join(map(self._code, value))}]"
        return f"{self.setting(name)}{self.assignment}{text}"

    def classes(self, entries: Sequence[Entry]) -> list[str]:
        return [
            self.entry.format(self._code(name), self._fields(type_, color))
            for name, type_, color in entries
        ]

    def moves(self, moves: Mapping[str, str], note: str = "") -> list[str]:
        return self._map("class_moves", {old: self._code(new) for old, new in moves.items()}, note)

    def consent(self, consent: Consent, note: str = "") -> list[str]:
        if _bounded(consent):
            return self._map("allow_class_removal", consent, note)
        return self._value("allow_class_removal", [*map(self._code, consent)], "[]", note)

    def keep_foreign(self) -> list[str]:
        return [self.assign("foreign_classes", "keep")]

    def _code(self, text: str) -> str:
        return python_literal(text, surrogates=self.surrogates)

    def _fields(self, type_: str, color: str | None) -> str:
        given = {"type": type_} | ({"color": color} if color else {})
        return ", ".join(self.field.format(key, self._code(text)) for key, text in given.items())

    def _map(self, name: str, values: Mapping[str, object], note: str) -> list[str]:
        pairs = [f"{self._code(key)}: {value}" for key, value in values.items()]
        return self._value(name, pairs, "{}", note)

    def _value(self, name: str, items: Sequence[str], brackets: str, note: str) -> list[str]:
        begin, end = self.setting(name) + self.assignment + brackets[0], brackets[1]
        line = begin + ", ".join(items) + end
        if not note and (len(items) < 2 or len(line) <= ONE_LINE):
            return [line]
        said = [f"    {self.comment} {note}"] if note else []
        return [begin, *(f"    {item}," for item in items), *said, end + ","]


@dataclass(frozen=True)
class Indented:
    """YAML.

    Attributes:
        by_name: `classes` is a map by name, not a list.
    """

    name: Callable[[str], str]
    by_name: bool
    comment: str = "#"
    source: str = "the program"
    renamed: str = "options: {aliases: [OLD URN]}"
    reparented: str = "options: {parent: ..., aliases: [OLD URN]}"

    def setting(self, name: str) -> str:
        return self.name(name)

    def assign(self, name: str, value: str | bool | Sequence[str]) -> str:
        if isinstance(value, bool):
            text = "true" if value else "false"
        elif isinstance(value, str):
            text = _yaml(value)
        else:
            text = f"[{', '.join(map(_yaml, value))}]"
        return f"{self.setting(name)}: {text}"

    def classes(self, entries: Sequence[Entry]) -> list[str]:
        return ["classes:", *(f"  {self._entry(*entry)}" for entry in entries)]

    def moves(self, moves: Mapping[str, str], note: str = "") -> list[str]:
        return self._map("class_moves", {old: _yaml(new) for old, new in moves.items()}, note)

    def consent(self, consent: Consent, note: str = "") -> list[str]:
        if _bounded(consent):
            return self._map("allow_class_removal", consent, note)
        names = [*map(_yaml, consent)]
        return self._value(
            "allow_class_removal", names, "[]", [f"- {name}" for name in names], note
        )

    def keep_foreign(self) -> list[str]:
        return [self.assign("foreign_classes", "keep")]

    def _entry(self, name: str, type_: str, color: str | None) -> str:
        fields = f"type: {_yaml(type_)}" + (f", color: {_yaml(color)}" if color else "")
        if self.by_name:
            return f"{_yaml(name)}: {{{fields}}}"
        return f"- {{name: {_yaml(name)}, {fields}}}"

    def _map(self, name: str, values: Mapping[str, object], note: str) -> list[str]:
        pairs = [f"{_yaml(key)}: {value}" for key, value in values.items()]
        return self._value(name, pairs, "{}", pairs, note)

    def _value(
        self, name: str, items: Sequence[str], brackets: str, lines: Sequence[str], note: str
    ) -> list[str]:
        begin = self.setting(name) + ":"
        line = f"{begin} {brackets[0]}{', '.join(items)}{brackets[1]}"
        if not note and (len(items) < 2 or len(line) <= ONE_LINE):
            return [line]
        said = [f"  {self.comment} {note}"] if note else []
        return [begin, *(f"  {item}" for item in lines), *said]


def _bounded(consent: Consent) -> bool:
    return bool(consent) and None not in consent.values()


def _yaml(text: str) -> str:
    """A text for YAML, in quotes where a parser could take it for something else."""
    plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", text)
    return text if plain and text.lower() not in _NO_TEXT else python_literal(text)


_NO_TEXT = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}


def _snake(name: str) -> str:
    return name


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


PYTHON = Bracketed(
    "#",
    _snake,
    "=",
    "ProjectClass(name={0}, {1})",
    "{0}={1}",
    renamed='opts=ResourceOptions(aliases=[Alias(name="OLD NAME")])',
    reparented="opts=ResourceOptions(parent=..., aliases=[Alias(parent=ROOT_STACK_RESOURCE)])",
    truth=("False", "True"),
)
"""Keyword arguments of `Project`."""

CAMEL_CASE = Bracketed(
    "//",
    _camel,
    ": ",
    "{0}: {{{1}}}",
    "{0}: {1}",
    renamed='{ aliases: [{ name: "OLD NAME" }] }',
    reparented="{ parent: ..., aliases: [{ parent: pulumi.rootStackResource }] }",
    surrogates=True,
)
"""TypeScript, and plain enough for who writes Go, C# or Java; `classes` is a map by name."""

YAML = Indented(_camel, by_name=True)
"""Properties in a Pulumi YAML program."""

CATALOG = Indented(_snake, by_name=False, source="the catalog")
"""Settings of a project in a catalog file."""
