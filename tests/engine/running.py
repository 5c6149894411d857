"""Run a command as a person does at a terminal, and look at what it says."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 300
"""Seconds that one command may take: a hang is a failure, not an endless test."""


@dataclass(frozen=True)
class Run:
    """What a command printed, and how it ended.

    Attributes:
        output: both streams, in their order; standard output alone where they were kept apart.
        errors: standard error, where it was kept apart.
    """

    args: Sequence[str]
    status: int
    output: str
    errors: str = ""

    @property
    def ok(self) -> bool:
        return self.status == 0

    def expect(self, *, ok: bool = True) -> Run:
        """The run itself, if it ended as expected; else its output is the failure."""
        said = self.output + self.errors
        assert self.ok is ok, f"{' '.join(self.args)} exited {self.status}:\n{said}"
        assert "Traceback" not in said, said
        return self


def run(
    command: Sequence[str | Path],
    folder: Path,
    env: Mapping[str, str],
    *,
    stdin: str = "",
    apart: bool = False,
) -> Run:
    """Run a command to its end.

    Args:
        apart: keep standard error apart from standard output.
    """
    done = subprocess.run(
        command,
        cwd=folder,
        env=env,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if apart else subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    return Run([*map(str, command)], done.returncode, done.stdout, done.stderr or "")
