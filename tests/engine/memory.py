"""A program's first `up`, run once for all the tests that begin with it.

An `up` of the same program on an empty stack makes the same of an empty service each time, and
costs more than most of what is then tested. So what the first one left, in the state and in the
service, is kept and put back for the next.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pictograph_provider.emulator.server import Emulator
from tests.engine.kept import Kept

if TYPE_CHECKING:
    from tests.engine.stack import Stack


class Memory:
    """What was made of the emulator's service by the programs that ran on it so far."""

    def __init__(self, emulator: Emulator, folder: Path) -> None:
        self._emulator = emulator
        self._folder = folder
        self._kept: dict[str, Kept] = {}

    def up(self, stack: Stack) -> None:
        """`pulumi up` on an empty stack with an empty service, or what it made before."""
        files = ("Pulumi.yaml", stack.source)
        program = "".join((stack.folder / name).read_text() for name in files)
        if program in self._kept:
            self._kept[program].put_back(stack, self._emulator)
        else:
            stack.up()
            folder = self._folder / str(len(self._kept))
            self._kept[program] = Kept.of(stack, self._emulator, folder)
