"""Environments that hold the built wheel and what it asks for, and nothing else.

What it asks for is linked from the environment that runs the tests: the same versions, and no
package index has to answer. The wheel itself is installed by pip.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
NAME = "pictograph-provider"


def build(folder: Path, kind: str, root: Path = ROOT, **env: str) -> Path:
    """Build a `wheel` or an `sdist` into a folder, with the backend that pip would use."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory"]
    # hatchling cleans the folder before it builds.
    run(*command, str(folder / kind), cwd=root, env=env)
    (built,) = (folder / kind).iterdir()
    return built


def needed(requirement: str, seen: set[tuple[str, str]] | None = None) -> set[str]:
    """The distributions that pip would install for a requirement, by their names."""
    seen = set() if seen is None else seen
    wanted = Requirement(requirement)
    name = canonicalize_name(wanted.name)
    for extra in ("", *wanted.extras):
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for text in distribution(name).requires or ():
            marker = Requirement(text).marker
            if marker is None or marker.evaluate({"extra": extra}):
                needed(text, seen)
    return {name for name, _ in seen}


def environment(folder: Path, wheel: Path, *extras: str, more: tuple[str, ...] = ()) -> Path:
    """Make an environment with the wheel and these extras; returns its folder of programs."""
    run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    (packages,) = folder.glob("lib/python*/site-packages")
    names = needed(f"{NAME}[{','.join(extras)}]" if extras else NAME)
    for requirement in more:
        names |= needed(requirement)
    for name in names - {NAME}:
        for file in distribution(name).files or ():
            top = file.parts[0]
            if top != ".." and top != "__pycache__" and not (packages / top).exists():
                (packages / top).symlink_to(Path(str(distribution(name).locate_file(top))))
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet")
    run(*pip, "--no-index", "--no-deps", str(wheel))
    return folder / "bin"


def run(*command: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run a step; what it printed where it fails."""
    done = subprocess.run(
        command, cwd=cwd, env=env or None, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
