"""What a shell hands in: how it speaks, how its program is written, and what its stack holds.

The dynamic provider is one shell and the plugin is another. The core knows neither.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pictograph_provider.spelling import PYTHON, Spelling
from pictograph_provider.texts import Paint


class Voice(Protocol):
    """Shows a person a text of one or more lines."""

    def __call__(self, text: str, /, *, warn: bool = False, passing: bool = False) -> None:
        """Show it.

        Args:
            warn: as a warning, which the engine marks and counts.
            passing: true for this moment only; the engine does not repeat it at the end.
        """


class Others(Protocol):
    """What of the stack a run leaves alone; see `host.entries`."""

    def part(self) -> bool:
        """Whether this may be a run of a part of the stack."""

    def destroys(self) -> bool:
        """Whether this run only deletes."""

    def goes_on(self) -> bool:
        """Whether an `up` goes on to its deletes though something in it has failed."""

    def untold(self) -> bool:
        """Whether an `up` of a part leaves out resources that nobody tells a provider of."""

    def late(self) -> bool:
        """Whether the state tells what a run has done only when the run is over."""

    def holders(self, project: str, origin: str) -> list[str]:
        """The names of other resources that hold the project in the state, and stay."""

    def protected(self, project: str) -> str | None:
        """The name of a protected resource that holds the project in the state, if any."""


class Nobody:
    """Where there is no stack."""

    def part(self) -> bool:
        return False

    def destroys(self) -> bool:
        return False

    def goes_on(self) -> bool:
        return False

    def untold(self) -> bool:
        return False

    def late(self) -> bool:
        return False

    def holders(self, project: str, origin: str) -> list[str]:
        return []

    def protected(self, project: str) -> str | None:
        return None


NOBODY = Nobody()


def to_standard_error(text: str, /, *, warn: bool = False, passing: bool = False) -> None:
    """The voice where no shell hands in one."""
    sys.stderr.write(f"warning: {text}\n" if warn else f"{text}\n")
    sys.stderr.flush()


def no_advice() -> str | None:
    """Where a shell has none."""
    return None


@dataclass(frozen=True)
class Shell:
    """Whoever calls the core, with all that the core cannot know by itself.

    Attributes:
        paint: marks lines with colors, where the person sees any.
        spelling: how the program writes what a text suggests.
        advice: what to tell a person whose run creates or deletes many projects, or None.
        others: the other resources of the stack.
    """

    voice: Voice = to_standard_error
    paint: Paint = list
    spelling: Spelling = PYTHON
    advice: Callable[[], str | None] = no_advice
    others: Others = NOBODY
