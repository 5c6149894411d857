"""What every language of programs has to spell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

Consent = Mapping[str, int | None]
"""Class names that may be lost, each with the most annotations that may go, or None."""

Entry = tuple[str, str, str | None]
"""A class to write: its name, its type, its color."""

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

    @property
    def provider(self) -> str:
        """What a provider with settings of its own is called."""

    @property
    def get(self) -> str:
        """What looks at a project without managing it."""

    def value(self, value: object) -> str:
        """A value as it is written: `True`, `true`."""

    def run(self, expression: str) -> str:
        """What runs an expression of Python with a `Client`: itself, or a command."""

    def setting(self, name: str) -> str:
        """An input's name, given as Python has it: `class_moves`."""

    def assign(self, name: str, value: str | bool | Sequence[str]) -> str:
        """An input with a value, on one line: `adopt=True`."""

    def classes(self, entries: Sequence[Entry]) -> list[str]:
        """Entries to add to `classes`."""

    def moves(self, moves: Mapping[str, str], note: str = "", remark: str = "") -> list[str]:
        """`class_moves`; a note stands in it as a comment, a remark behind it where one can."""

    def consent(self, consent: Consent, note: str = "") -> list[str]:
        """`allow_class_removal`: with bounds where all have one, else names alone."""

    def moves_and_consent(self, moves: Mapping[str, str], consent: Consent) -> list[str]:
        """Both, to be pasted together."""

    def keep_foreign(self) -> list[str]:
        """`foreign_classes`, set to keep."""
