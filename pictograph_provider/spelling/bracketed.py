"""Languages in which lists and maps stand in brackets: Python, TypeScript."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pictograph_provider.spelling.common import bounded, command, json_text, remarked
from pictograph_provider.spelling.protocol import ONE_LINE, Consent, Entry
from pictograph_provider.texts import python_literal


@dataclass(frozen=True)
class Bracketed:
    """A language in which lists and maps stand in brackets.

    Attributes:
        assignment: what stands between an input and its value.
        python: it is Python.
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
    provider: str = "provider"
    get: str = "Project.get"
    python: bool = False
    surrogates: bool = False

    def value(self, value: object) -> str:
        return repr(value) if self.python else json_text(value)

    def run(self, expression: str) -> str:
        return expression if self.python else command(expression)

    def setting(self, name: str) -> str:
        return self.name(name)

    def assign(self, name: str, value: str | bool | Sequence[str]) -> str:
        if isinstance(value, bool):
            text = self.value(value)
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

    def moves(self, moves: Mapping[str, str], note: str = "", remark: str = "") -> list[str]:
        values = {old: self._code(new) for old, new in moves.items()}
        return remarked(self._map("class_moves", values, note), self.comment, remark)

    def consent(self, consent: Consent, note: str = "") -> list[str]:
        if bounded(consent):
            return self._map("allow_class_removal", consent, note)
        return self._value("allow_class_removal", [*map(self._code, consent)], "[]", note)

    def moves_and_consent(self, moves: Mapping[str, str], consent: Consent) -> list[str]:
        both = (self.moves(moves), self.consent(consent))
        return [line for *first, last in both for line in (*first, last.rstrip(",") + ",")]

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
