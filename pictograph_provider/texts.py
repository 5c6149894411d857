"""Small pieces of wording that the plan and the guard share."""

from __future__ import annotations

import json
import re
import shlex
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

WIDTH = 80
"""Columns that a CI log or a small terminal has."""


Tone = Literal["plain", "loss", "way"]
"""What a line is about: nothing special, something that is destroyed, a way out."""


class Line(str):
    """A line of text for whoever shows it in colors; to all others it is plain text."""

    __slots__ = ("tone",)
    tone: Tone

    def __new__(cls, text: str, tone: Tone = "plain") -> Line:
        line = super().__new__(cls, text)
        line.tone = tone
        return line


Paint = Callable[[Iterable[str]], list[str]]
"""Marks lines by their tone, for who can show that; `list` leaves them as they are."""

TAG = "<{%"
"""Begins a color tag of the engine, which takes tags out of every text that it prints, and ends
in a panic at one that it does not know."""

TAGS = {"loss": "<{%fg 9%}>", "way": "<{%bold%}>"}
RESET = "<{%reset%}>"

ANY_TAG = "|".join(map(re.escape, (*TAGS.values(), RESET)))
"""A pattern for the tags that stand in our texts."""


def for_engine(lines: Iterable[str]) -> list[str]:
    """Lines with the engine's tags, which become colors on a terminal and vanish elsewhere.

    No meaning may depend on them. Texts that the engine does not print get no tags.
    """
    toned = [(TAGS.get(line.tone if isinstance(line, Line) else ""), line) for line in lines]
    return [f"{tag}{line}{RESET}" if tag else line for tag, line in toned]


def without_tags(text: str) -> str:
    """A text that was meant for the engine, for who does not take its tags out."""
    return re.sub(ANY_TAG, "", text)


INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""What Python calls printable and no font shows."""


def quoted_if_needed(name: str) -> str:
    """A name as it can be read without doubt: in quotes where spaces or the like could hide."""
    written = python_literal(name)
    # Quotes and backslashes inside are plain to read: only a pasted name needs them escaped.
    seen = written[1:-1].replace('\\"', '"').replace("\\\\", "\\") == name
    spaced = name != name.strip() or "  " in name or name[:1] in ("", '"')
    return name if seen and not spaced else written


def python_literal(name: str, *, surrogates: bool = False) -> str:
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


def shell_word(text: str) -> str:
    """A text as one word of a command to paste, on one line and without tags of the engine."""
    if text.isprintable() and TAG not in text:
        return shlex.quote(text)
    return "$'" + "".join(map(_in_shell, text)) + "'"


def _in_shell(char: str) -> str:
    if char.isprintable() and char not in "'\\{":
        return char
    # A file's name may hold bytes that are no text.
    return "".join(f"\\x{byte:02x}" for byte in char.encode(errors="surrogateescape"))


def plural(number: int | None, thing: str, unknown: str = "an unknown number of") -> str:
    """A figure with its noun: `1,204 annotations`, `1 class`, `2 classes`.

    Args:
        thing: the noun for one of them, with whatever is said before it.
        unknown: what stands for a figure of None.
    """
    if number is None:
        return f"{unknown} {_many(thing)}"
    return f"{number:,} {thing if number == 1 else _many(thing)}"


def _many(thing: str) -> str:
    if thing.endswith(("s", "x", "z", "ch", "sh")):
        return f"{thing}es"
    if thing.endswith("y") and thing[-2:-1] not in "aeiou":
        return f"{thing[:-1]}ies"
    return f"{thing}s"


def table(rows: Sequence[tuple[str, ...]], indent: int = 2, widest: int = 30) -> list[str]:
    """Rows in columns. Where a cell would push the last one past the edge, it goes below.

    Args:
        rows: as many cells in each. The tone of the last one is its lines' tone.
        widest: cells longer than this do not widen their column.
    """
    widths = [
        max((len(cell) for cell in cells if len(cell) <= widest), default=0)
        for cells in list(zip(*rows, strict=True))[:-1]
    ]
    start = indent + sum(width + 2 for width in widths)
    lines: list[str] = []
    for row in rows:
        *cells, last = row
        tone = last.tone if isinstance(last, Line) else "plain"
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
        line = " " * indent + "".join(f"{cell}  " for cell in padded)
        if len(line) > start or len(line) + len(last) > WIDTH:
            lines.append(Line(line.rstrip(), tone))
            line = " " * (indent + 2)
        lines.append(Line((line + last).rstrip(), tone))
    return [line for line in lines if line]
