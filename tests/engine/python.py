"""A Python for the engine that lists its packages once, and the programs that it runs.

The language host lists all installed packages before each command, for half a second of
processor time, and they are the same ones all through a test run. So the answer is kept: it is
pip's own, and all else is run by the real Python.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from shlex import quote

LISTING = ("-m", "pip", "list", "-v", "--format", "json")
"""What the language host asks."""

SCRIPT = """\
#!/bin/sh
if [ "$*" = {asked} ]; then exec cat {listing}; fi
exec {python} "$@"
"""


@cache
def listed() -> bytes:
    """What pip answers."""
    return subprocess.run([sys.executable, *LISTING], capture_output=True, check=True).stdout


def with_listed_packages(folder: Path) -> Path:
    """Write such a Python into the folder, and return its path."""
    (folder / "packages.json").write_bytes(listed())
    python = folder / "python"
    python.write_text(
        SCRIPT.format(
            asked=quote(" ".join(LISTING)),
            listing=quote(str(folder / "packages.json")),
            python=quote(sys.executable),
        )
    )
    python.chmod(0o755)
    return python


_seconds = itertools.count(int(time.time()))


def write_program(path: Path, text: str) -> None:
    """Write a program that may just have run.

    Python compiles a file again only if its size or the second of its last change is another, and
    a test changes one several times in a second. So each has a second of its own.
    """
    path.write_text(text)
    second = next(_seconds)
    os.utime(path, (second, second))
