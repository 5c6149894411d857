"""The command line of the engine that runs this process, and what it says of the run.

Tried with Pulumi 3.259: the engine tells a provider neither which command runs it, nor with which
options. This can go when it does.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PART = re.compile(r"--(target|exclude)|-\w*[tx]")
"""How options begin that make a run do a part of the stack, and few others."""

OPTIONS = ("PULUMI_OPTION_TARGET", "PULUMI_OPTION_EXCLUDE")
"""The same in the environment."""

GOES_ON = "--continue-on-error"
GOES_ON_OPTIONS = ("PULUMI_CONTINUE_ON_ERROR", "PULUMI_OPTION_CONTINUE_ON_ERROR")
"""The same in the environment."""

DESTROYS = frozenset({"destroy", "down", "dn"})
UPS = frozenset({"up", "update"})

ANCESTORS = 8
"""The engine is the parent of a plugin's process, and further up where a script starts it."""

TIMEOUT = 60.0
"""Seconds to ask for a process."""


@dataclass(frozen=True)
class Command:
    """A command line of Pulumi.

    Attributes:
        words: none where it could not be found.
    """

    words: Sequence[str] = ()

    @classmethod
    def of_engine(cls) -> Command:
        """The one that started this process."""
        process = os.getppid()
        for _ in range(ANCESTORS):
            found = _process(process)
            if found is None:
                break
            process, words = found
            if words and Path(words[0]).name == "pulumi":
                return cls(words)
        return cls()

    @property
    def part(self) -> bool:
        """Whether it does a part of its stack."""
        options = any(map(PART.match, self.words[1:]))
        return options or any(name.startswith(OPTIONS) for name in os.environ)

    @property
    def destroys(self) -> bool:
        """Whether it only deletes."""
        words = {*self.words[1:]}
        # A folder or a stack may be called so, too: then it is not sure.
        return bool(words & DESTROYS) and not words & UPS

    @property
    def goes_on(self) -> bool:
        """Whether it goes on past errors, and not only to delete all there is."""
        words = (word.partition("=") for word in self.words)
        said = [value for name, _, value in words if name == GOES_ON]
        said += filter(None, (os.environ.get(name, "") for name in GOES_ON_OPTIONS))
        on = any(word.lower() not in ("false", "f", "0") for word in said)
        return on and not self.destroys

    @property
    def program(self) -> str | None:
        """Where pulumi itself is; None where PATH tells it."""
        return self.words[0] if self.words and os.sep in self.words[0] else None

    @property
    def stack(self) -> list[str]:
        """The options that select the stack. The folder is the one that this process is in."""
        options = list[str]()
        for place, word in enumerate(self.words):
            if word in ("-s", "--stack"):
                options += self.words[place : place + 2]
            elif word.startswith(("--stack=", "-s")):
                options.append(word)
        return options


def _process(number: int) -> tuple[int, list[str]] | None:
    """A process's parent and its command line."""
    folder = Path("/proc") / str(number)
    try:
        if folder.is_dir():
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            # After the name, which is in brackets and may hold anything.
            return int((folder / "stat").read_text().rpartition(")")[2].split()[1]), words
        done = subprocess.run(
            ["ps", "-o", "ppid=,args=", "-p", str(number)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=TIMEOUT,
        )
        parent, *words = done.stdout.split()
        return int(parent), words
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return None
