"""A YAML file as plain values, and the line on which each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq, TaggedScalar
from ruamel.yaml.error import MarkedYAMLError, YAMLError

Place = tuple[object, ...]
"""Keys and indices from the top of the file: `("projects", "road-signs", "classes", 0)`."""


class SourceError(ValueError):
    """The text is no YAML that a catalog could be; `line` counts from 1."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


@dataclass
class Source:
    """What a file says.

    Attributes:
        values: dicts, lists and scalars, as JSON has them.
        lines: by place, counted from 1.
        bracketed: the lists that stand in brackets, and what stands in braces.
    """

    values: object
    lines: dict[Place, int] = field(default_factory=dict)
    bracketed: set[Place] = field(default_factory=set)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest part of the file that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def follow(self, location: Place) -> Place:
        """The part of a location that exists in the file.

        A validator's location holds words of its own, such as which member of a union it tried.
        """
        place: Place = ()
        value = self.values
        for step in location:
            known = value if isinstance(value, dict) else dict(enumerate(_items(value)))
            if step in known:
                value, place = known[step], (*place, step)
        return place


def parse(text: str) -> Source:
    """Read YAML 1.2.

    Raises:
        SourceError: it is not YAML, or holds what has no meaning in a catalog.
    """
    try:
        loaded = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as error:
        _refuse_lost_color(text, error)
        mark = error.problem_mark or error.context_mark
        raise SourceError(mark.line + 1 if mark else 1, _reason(error)) from None
    except YAMLError as error:  # a character that YAML forbids
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise SourceError(line, str(error).splitlines()[0]) from None
    source = Source(None, {(): 1})
    source.values = _plain(loaded, (), source, ())
    return source


def _refuse_lost_color(text: str, error: MarkedYAMLError) -> None:
    """Say of a color without quotes what is wrong with it: the parser sees the line after it.

    Raises:
        SourceError: what could not be read holds one.
    """
    if error.context_mark is None or error.problem_mark is None:
        return
    # The bracket that closes is part of the comment, so the parser comes to grief further down.
    first, last = max(error.context_mark.line - NEAR, 0), error.problem_mark.line
    for number, line in enumerate(text.splitlines()[first : last + 1], first + 1):
        if found := _LOST_COLOR.search(line):
            raise SourceError(
                number,
                f'a # begins a comment, so the color is lost: put it in quotes, "{found[1]}"',
            ) from None


NEAR = 3
"""Lines above the one that the parser stumbles over."""

_LOST_COLOR = re.compile(r":\s+(#[0-9A-Fa-f]{3,8})\b")


def _reason(error: MarkedYAMLError) -> str:
    reason = str(error.problem or error.context or "this is not YAML")
    # What was found is quoted whole, with the other value beside it: the key says enough.
    reason = reason.partition(" with value ")[0]
    start, end = error.context_mark, error.problem_mark
    if start is None or end is None or start.line == end.line or "parsing" not in error.context:
        return reason
    return f"{reason}, {error.context} that starts on line {start.line + 1}"


def _plain(value: object, place: Place, source: Source, inside: tuple[int, ...]) -> object:
    lines = source.lines
    if id(value) in inside:
        raise SourceError(lines.get(place, 1), "this refers to what it is a part of")
    if isinstance(value, TaggedScalar):
        raise SourceError(lines.get(place, 1), f"the tag {value.tag.value} has no meaning here")
    if not isinstance(value, (CommentedMap, CommentedSeq)):
        return value
    # What is empty can be written in no other way.
    if value.fa.flow_style() or not value:
        source.bracketed.add(place)
    children = {}
    for key, item in value.items() if isinstance(value, CommentedMap) else enumerate(value):
        inner = (*place, key)
        mark = (value.lc.data or {}).get(key)
        if mark is not None:  # a key merged in with << stands elsewhere
            lines[inner] = mark[0] + 1
        if isinstance(value, CommentedMap) and not isinstance(key, str):
            raise SourceError(
                lines.get(inner, 1), f"the key {key!r} is not a text: put it in quotes"
            )
        children[key] = _plain(item, inner, source, (*inside, id(value)))
    return children if isinstance(value, CommentedMap) else [*children.values()]


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []
