"""Ways out for a project of a catalog: lines of that file, each with the place where it goes.

The provider knows a project by its inputs, and those say nothing of a file. So the program, which
has read it, hands over where the project stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pictograph_provider.spelling import CATALOG, Consent, Entry, Spelling
from pictograph_provider.texts import python_literal, quoted_if_needed

OF_ENVIRONMENTS = ("on_delete", "require_save", "save_before_removal")
"""Settings that an environment has, and a project has not."""


IN_BRACES = replace(CATALOG, braced=True)

TOLD = "pictograph-provider catalog lines: "
"""What begins a text that tells a review where a project stands."""


@dataclass(frozen=True)
class Lines:
    """Where a project stands in a catalog, by numbers of lines; those count from 1.

    Attributes:
        file: as the program names it.
        key: the catalog's name for the project.
        project, environment: of their keys.
        owner, classes: what its own classes are listed under, and the line of that; None where
            there is no list yet.
        bracketed: that list stands in brackets, on that line.
        braced: the project stands in braces.
        inside: of the settings, those that stand in braces.
        settings: of the settings that are written, where they hold.
        without: of the names under `without_classes`.
    """

    file: str
    key: str
    project: int
    environment: int
    owner: str = "classes"
    classes: int | None = None
    settings: Mapping[str, int] = field(default_factory=dict)
    without: Mapping[str, int] = field(default_factory=dict)
    bracketed: bool = False
    braced: bool = False
    inside: Sequence[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """As plain values; `Lines(**told)` is the same."""
        return asdict(self)

    def diagnostic(self, resource: str) -> str:
        """As a text for a review, which reads the preview and not what the provider hears."""
        return TOLD + json.dumps({"resource": resource, "lines": self.told()})


@dataclass(frozen=True)
class InCatalog:
    """Spells inputs for the catalog. Before each stands a comment with the place where it goes."""

    lines: Lines
    comment: str = CATALOG.comment
    source: str = "the catalog"
    renamed: str = "give it the key that it had before"
    reparented: str = "declare it where it was before"
    provider: str = CATALOG.provider
    get: str = CATALOG.get

    def value(self, value: object) -> str:
        return CATALOG.value(value)

    def run(self, expression: str) -> str:
        return CATALOG.run(expression)

    def setting(self, name: str) -> str:
        return CATALOG.setting(name)

    def assign(self, name: str, value: str | bool | Sequence[str]) -> str:
        if name == "name":
            place = self._place(self.lines.project)
            return f"another key in place of {quoted_if_needed(self.lines.key)} ({place})"
        line = self.lines.settings.get(name)
        if line is None:
            own = name not in OF_ENVIRONMENTS
            line = self.lines.project if own else self.lines.environment
        return f"{CATALOG.assign(name, value)} ({self._place(line)})"

    def classes(self, entries: Sequence[Entry]) -> list[str]:
        told = [
            f"{self._at(line)}: take {python_literal(name)} out of without_classes"
            for name, line in self.lines.without.items()
            if any(name == entry[0] for entry in entries)
        ]
        missing = [entry for entry in entries if entry[0] not in self.lines.without]
        if not missing:
            return told
        if self.lines.classes is None:
            return [*told, *self._new(lambda catalog: catalog.classes(missing))]
        _, *rows = CATALOG.classes(missing)
        owner = quoted_if_needed(self.lines.owner)
        if self.lines.bracketed:
            after = f"{self._at(self.lines.classes)}, after the [ of {owner}:"
            return [*told, after, *(f"{row.strip().removeprefix('- ')}," for row in rows)]
        under = f"{self._at(self.lines.classes)}, under {owner}:"
        return [*told, under, *(row.strip() for row in rows)]

    def moves(self, moves: Mapping[str, str], note: str = "", remark: str = "") -> list[str]:
        return self._setting("class_moves", lambda catalog: catalog.moves(moves, note, remark))

    def consent(self, consent: Consent, note: str = "") -> list[str]:
        return self._setting("allow_class_removal", lambda catalog: catalog.consent(consent, note))

    def moves_and_consent(self, moves: Mapping[str, str], consent: Consent) -> list[str]:
        both = {"class_moves": self.moves(moves), "allow_class_removal": self.consent(consent)}

        # From the bottom of the file to its top: what is pasted moves no line of what follows.
        def place(name: str) -> int:
            return self.lines.settings.get(name, self.lines.project)

        return [line for name in sorted(both, key=place, reverse=True) for line in both[name]]

    def keep_foreign(self) -> list[str]:
        return self._setting("foreign_classes", lambda catalog: catalog.keep_foreign())

    def _setting(self, name: str, spell: Callable[[Spelling], list[str]]) -> list[str]:
        line = self.lines.settings.get(name)
        if line is None:
            return self._new(spell)
        if name in self.lines.inside:
            return [f"{self._at(line)}, in place of {name} and its value:", *spell(IN_BRACES)]
        return [f"{self._at(line)}, in its place:", *spell(CATALOG)]

    def _new(self, spell: Callable[[Spelling], list[str]]) -> list[str]:
        place, key = self._at(self.lines.project), quoted_if_needed(self.lines.key)
        if not self.lines.braced:
            return [f"{place}, under {key}:", *spell(CATALOG)]
        *first, last = spell(IN_BRACES)
        return [f"{place}, after the {{ of {key}:", *first, f"{last},"]

    def _at(self, line: int) -> str:
        return f"{self.comment} {self._place(line)}"

    def _place(self, line: int) -> str:
        return f"{self.lines.file} line {line}"
