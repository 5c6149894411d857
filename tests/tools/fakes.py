"""Stand-ins for the engine's programs, for what would take minutes with the real ones.

Whether the real engine runs is the business of the engine tests. Here the question is which of
several installations is chosen and what is left behind, and a program that prints a version
answers it as well as one that takes four minutes to build.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from tools.engine import release


def program(path: Path, script: str) -> Path:
    """A shell script that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def engine(folder: Path, version: str = release.VERSION, *, without: Collection[str] = ()) -> Path:
    """The programs of an engine that claims to be `version`; the path of its `pulumi`."""
    for name in set(release.PROGRAMS) - set(without):
        program(folder / name, f"echo v{version}")
    return folder / "pulumi"
