"""Small pieces of wording that the plan and the guard share."""

from __future__ import annotations

import json
from collections.abc import Sequence

WIDTH = 80
"""Columns that a CI log or a small terminal has."""


def shown(name: str) -> str:
    """A name as it can be read without doubt: in quotes where spaces or the like could hide."""
    plain = name.isprintable() and name == name.strip() and "  " not in name and name
    return name if plain else json.dumps(name)


def code(name: str) -> str:
    """A name as it is written in a Python program."""
    return json.dumps(name, ensure_ascii=not name.isprintable())


def count(number: int, thing: str) -> str:
    """`1,204 annotations`, `1 annotation`."""
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
