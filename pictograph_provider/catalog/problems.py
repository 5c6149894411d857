"""What is wrong in a catalog: a place in the file, and a sentence that says how to mend it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from pictograph_provider.catalog.source import Place, Source


@dataclass(frozen=True)
class Problem:
    """Something to mend, at a place in the file."""

    place: Place
    text: str

    def shown(self, file: str, source: Source) -> str:
        """`catalog.yaml:7: projects.signs.classes[0].color: ...`, as compilers say it."""
        where = dotted(self.place)
        line = f"{file}:{source.line(self.place)}: "
        return f"{line}{where}: {self.text}" if where else line + self.text


class CatalogError(ValueError):
    """A catalog cannot be used. Its text names the file, and the lines where it can."""


def dotted(place: Place) -> str:
    """A place as one would write it: `projects.signs.classes[0]`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return text.removeprefix(".")


def no_such(what: str, name: str, known: Collection[str]) -> str:
    """Say that `name` is unknown, and which name was meant, where one is similar."""
    near = get_close_matches(name, known, n=1)
    if near:
        return f'there is no {what} "{name}". Did you mean "{near[0]}"?'
    return f'there is no {what} "{name}": there is {", ".join(known) or "none"}.'
