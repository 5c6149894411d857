"""Small pieces of wording that the plan and the guard share."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

WIDTH = 80
"""Columns that a CI log or a small terminal has."""


TAG = "<{%"
"""Begins a colour tag of the engine, which takes tags out of every text that it prints."""

INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""What Python calls printable and no font shows."""


def shown(name: str) -> str:
    """A name as it can be read without doubt: in quotes where spaces or the like could hide."""
    plain = name and name == name.strip() and "  " not in name and code(name) == f'"{name}"'
    return name if plain else code(name)


def code(name: str, *, surrogates: bool = False) -> str:
    """A name as it is written in a Python program, or in YAML.

    What could be taken for something else is escaped: what cannot be seen, tags of the
    engine, and letters that a font shows as it shows others (`e` with an accent behind it).

    Args:
        surrogates: escape as JSON and JavaScript do, where an escape has four digits.
    """
    strict = unicodedata.normalize("NFC", name) != name
    text = "".join(_escaped(char, strict, surrogates) for char in name)
    return '"' + text.replace(TAG, "<\\u007b%") + '"'


def _escaped(char: str, strict: bool, surrogates: bool) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isascii() and char.isprintable():
        return char
    if char.isprintable() and not strict and char not in INVISIBLE:
        return char
    if ord(char) <= 0xFFFF:
        return f"\\u{ord(char):04x}"
    return json.dumps(char)[1:-1] if surrogates else f"\\U{ord(char):08x}"


_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def count(number: int | None, thing: str) -> str:
    """`1,204 annotations`, `1 annotation`; `an unknown number of annotations` for None."""
    if number is None:
        return f"an unknown number of {thing}s"
    return f"{number:,} {thing if number == 1 else thing + 's'}"


def table(rows: Sequence[tuple[str, ...]], indent: int = 2, widest: int = 30) -> list[str]:
    """Rows in columns. Where a cell would push the last one past the edge, it goes below.

    Args:
        rows: as many cells in each.
        widest: cells longer than this do not widen their column.
    """
    widths = [
        max((len(cell) for cell in cells if len(cell) <= widest), default=0)
        for cells in list(zip(*rows, strict=True))[:-1]
    ]
    start = indent + sum(width + 2 for width in widths)
    lines = []
    for row in rows:
        *cells, last = row
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
        line = " " * indent + "".join(f"{cell}  " for cell in padded)
        if len(line) > start or len(line) + len(last) > WIDTH:
            lines.append(line.rstrip())
            line = " " * (indent + 2)
        lines.append((line + last).rstrip())
    return [line for line in lines if line]
