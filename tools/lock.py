"""`make lock`: write requirements.lock, exact versions with hashes for every supported Python.

One file serves every Python from 3.10 on and every system, by markers. It names no package
index: where packages come from is the business of whoever installs them. What builds the site of
the documentation has a lock of its own, since nobody needs it to test.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent
CACHE = CLONE / ".cache"
UV = "uv>=0.9,<1"


def main() -> int:
    """Resolve what is developed and tested with, and what builds the site."""
    uv = _uv()
    return _lock(
        uv, "requirements.lock", "pyproject.toml", "--all-extras", "--group", "dev"
    ) or _lock(uv, "tools/site/requirements.lock", "tools/site/requirements.in")


def _lock(uv: str, file: str, *what: str) -> int:
    """Resolve to the newest releases that fit."""
    command = [uv, "pip", "compile", *what, "--upgrade", "--quiet"]
    command += ["--universal", "--python-version", "3.10", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-emit-index-annotation"]
    command += ["--custom-compile-command", "make lock", "--cache-dir", str(CACHE / "uv")]
    command += ["--output-file", file]
    return subprocess.run(command, cwd=CLONE, check=False).returncode


def _uv() -> str:
    """The resolver: the one on PATH, else one in an environment of its own.

    It is not in the lock itself, as nobody but who changes the dependencies needs it.
    """
    if found := shutil.which("uv"):
        return found
    home = CACHE / "resolver"
    program = home / "bin" / "uv"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "--cache-dir", str(CACHE / "pip")]
        subprocess.run([*pip, "install", "--quiet", UV], check=True)
    return str(program)


if __name__ == "__main__":
    sys.exit(main())
