"""What a stack and its service hold at a moment, kept to be put back."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pictograph_provider.emulator.server import Emulator

if TYPE_CHECKING:
    from tests.engine.stack import Stack

FOLDERS = ("program", "state")
"""Of a stack: with its configuration, and what a provider wrote beside the program."""


@dataclass(frozen=True)
class Kept:
    """A moment. Nothing may run while it is kept or put back."""

    _folder: Path
    _service: sqlite3.Connection

    @classmethod
    def of(cls, stack: Stack, emulator: Emulator, folder: Path) -> Kept:
        """How it is now. `folder` is made, for the stack's files."""
        for name in FOLDERS:
            shutil.copytree(stack.root / name, folder / name)
        return cls(folder, emulator.snapshot())

    def put_back(self, stack: Stack, emulator: Emulator) -> None:
        """Make the stack, which may be another one of the same kind, and the service like that."""
        for name in FOLDERS:
            shutil.rmtree(stack.root / name)
            shutil.copytree(self._folder / name, stack.root / name)
        emulator.restore(self._service)
