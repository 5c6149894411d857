"""YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pictograph_provider.spelling.common import bounded, command, json_text, remarked
from pictograph_provider.spelling.protocol import ONE_LINE, Consent, Entry
from pictograph_provider.texts import python_literal


@dataclass(frozen=True)
class Indented:
    """YAML.

    Attributes:
        by_name: `classes` is a map by name, not a list.
        python: what stands beside it is a program in Python, as with a catalog.
        braced: it goes between braces, where indentation means nothing.
    """

    name: Callable[[str], str]
    by_name: bool
    comment: str = "#"
    source: str = "the program"
    renamed: str = "options: {aliases: [OLD URN]}"
    reparented: str = "options: {parent: ..., aliases: [OLD URN]}"
    provider: str = "provider"
    get: str = "get"
    python: bool = False
    braced: bool = False

    def value(self, value: object) -> str:
        return json_text(value)

    def run(self, expression: str) -> str:
        return expression if self.python else command(expression)

    def setting(self, name: str) -> str:
        return self.name(name)

    def assign(self, name: str, value: str | bool | Sequence[str]) -> str:
        if isinstance(value, bool):
            text = self.value(value)
        elif isinstance(value, str):
            text = _yaml(value)
        else:
            text = f"[{', '.join(map(_yaml, value))}]"
        return f"{self.setting(name)}: {text}"

    def classes(self, entries: Sequence[Entry]) -> list[str]:
        rows = [self._entry(*entry) for entry in entries]
        if self.braced:
            return self._value("classes", rows, "[]", rows, "")
        return ["classes:", *(f"  {row}" for row in rows)]

    def moves(self, moves: Mapping[str, str], note: str = "", remark: str = "") -> list[str]:
        lines = self._map("class_moves", {old: _yaml(new) for old, new in moves.items()}, note)
        # In braces, more may follow on the same line.
        return remarked(lines, self.comment, "" if self.braced else remark)

    def consent(self, consent: Consent, note: str = "") -> list[str]:
        if bounded(consent):
            return self._map("allow_class_removal", consent, note)
        names = [*map(_yaml, consent)]
        return self._value(
            "allow_class_removal", names, "[]", [f"- {name}" for name in names], note
        )

    def moves_and_consent(self, moves: Mapping[str, str], consent: Consent) -> list[str]:
        return [*self.moves(moves), *self.consent(consent)]

    def keep_foreign(self) -> list[str]:
        return [self.assign("foreign_classes", "keep")]

    def _entry(self, name: str, type_: str, color: str | None) -> str:
        fields = f"type: {_yaml(type_)}" + (f", color: {_yaml(color)}" if color else "")
        if self.by_name:
            return f"{_yaml(name)}: {{{fields}}}"
        return f"{'' if self.braced else '- '}{{name: {_yaml(name)}, {fields}}}"

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
        if self.braced:
            return [f"{begin} {brackets[0]}", *(f"  {item}," for item in items), *said, brackets[1]]
        return [begin, *(f"  {item}" for item in lines), *said]


def _yaml(text: str) -> str:
    """A text for YAML, in quotes where a parser could take it for something else."""
    plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", text)
    return text if plain and text.lower() not in _NO_TEXT else python_literal(text)


_NO_TEXT = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
