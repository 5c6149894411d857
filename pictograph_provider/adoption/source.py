"""Python source of plain values and calls, laid out as black and ruff lay it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

WIDTH = 88
"""Columns: what black and ruff allow unless they are told otherwise."""


@dataclass(frozen=True)
class Name:
    """A name, written as it is."""

    text: str


@dataclass(frozen=True)
class Call:
    """A call with positional and keyword arguments."""

    function: str
    positional: Sequence[object]
    keywords: Mapping[str, object]


def statement(value: object) -> str:
    """A value as a statement of its own, with the line's end."""
    return _laid_out("", value, "", 0) + "\n"


def text_literal(text: str) -> str:
    """A string literal in the quotes that formatters prefer.

    What cannot be printed, or could turn the reading direction, is written as an escape.
    """
    escaped = repr(text + "'\"")[1:-1]  # with both quotes in it, repr always escapes the single one
    body = escaped[: -len("\\'\"")].replace("\\'", "'")
    if body.count('"') > body.count("'"):
        return "'" + body.replace("'", "\\'") + "'"
    return '"' + body.replace('"', '\\"') + '"'


def _laid_out(before: str, value: object, after: str, indent: int) -> str:
    """On one line where it fits, else an item a line, with a comma behind each."""
    line = " " * indent + before + _flat(value) + after
    items = _items(value)
    if not items or cell_len(line) <= WIDTH:
        return line
    opening, closing = _brackets(value)
    inner = [_laid_out(name, item, ",", indent + 4) for name, item in items]
    return "\n".join([" " * indent + before + opening, *inner, " " * indent + closing + after])


def _flat(value: object) -> str:
    if isinstance(value, Name):
        return value.text
    if isinstance(value, str):
        return text_literal(value)
    items = _items(value)
    if items is None:
        return repr(value)
    opening, closing = _brackets(value)
    return opening + ", ".join(name + _flat(item) for name, item in items) + closing


def _items(value: object) -> list[tuple[str, object]] | None:
    """What a bracket holds, each with what stands in front of it; None for what has no bracket."""
    if isinstance(value, Call):
        named = [(f"{name}=", item) for name, item in value.keywords.items()]
        return [("", item) for item in value.positional] + named
    if isinstance(value, Mapping):
        return [(f"{text_literal(key)}: ", item) for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [("", item) for item in value]
    return None


def _brackets(value: object) -> tuple[str, str]:
    if isinstance(value, Call):
        return f"{value.function}(", ")"
    return ("{", "}") if isinstance(value, Mapping) else ("[", "]")
