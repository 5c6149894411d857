"""The clone's own Python environment, `.venv`, exactly as requirements.lock says.

Run with the system's Python (3.10 or newer) before anything is installed, so it imports nothing
that is not in the standard library. A stamp that is written last says that the environment is
whole and what it was made from; without it, or when anything it names has changed, the
environment is made again. That is what heals an interrupted set-up and a clone that was moved.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent
VENV = CLONE / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "complete.json"
SOURCES = ("requirements.lock", "pyproject.toml")


def main() -> int:
    """Make the environment if need be; 0 when it is ready."""
    cache = CLONE / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / "environment.lock").open("w") as handle:
        # Two runs at once: the second waits here and then finds the work done.
        fcntl.flock(handle, fcntl.LOCK_EX)
        stale = differences()
        try:
            if stale - {"pyproject.toml"}:
                make(cache / "pip")
            elif stale:
                install_clone(cache / "pip")
        except subprocess.CalledProcessError as error:
            print(explain(error), file=sys.stderr)
            return 1
    return 0


def differences() -> set[str]:
    """What has changed since the environment was made; empty when it is current."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {"stamp"}
    stale = {name for name, value in wanted().items() if stamp.get(name) != value}
    # False when the Python that it was made with has been removed since.
    return stale if os.access(PYTHON, os.X_OK) else stale | {"python"}


def wanted() -> dict[str, str]:
    """What the stamp of a current environment holds."""
    digests = {name: hashlib.sha256((CLONE / name).read_bytes()).hexdigest() for name in SOURCES}
    return {"place": str(VENV), **digests}


def make(cache: Path) -> None:
    """Build the environment from nothing."""
    say("setting up .venv from requirements.lock (about half a minute, once)")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", str(VENV))
    pip_install(cache, "--require-hashes", "--only-binary=:all:", "-r", "requirements.lock")
    install_clone(cache)
    say(".venv is ready")


def install_clone(cache: Path) -> None:
    """Install the clone itself, in place; commands and plug-ins come from pyproject.toml."""
    STAMP.unlink(missing_ok=True)
    pip_install(cache, "--no-build-isolation", "--editable", ".")
    STAMP.write_text(json.dumps(wanted(), indent=1))


def pip_install(cache: Path, *what: str) -> None:
    """Install exactly what is named, with pip's downloads kept inside the clone."""
    options = ("--quiet", "--no-deps", "--cache-dir", str(cache))
    run(str(PYTHON), "-m", "pip", "install", *options, *what)


def run(*command: str) -> None:
    """Run one step quietly; its output is kept for the sentence in case it fails."""
    # The user's pip may be set to install elsewhere or to insist on an environment of theirs.
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if not (Path.home() / ".rustup").exists():
        # pip asks `rustc` for its version, and rustup's would make itself a home to answer.
        env.setdefault("RUSTUP_HOME", str(CLONE / ".cache" / "rustup"))
    subprocess.run(
        command,
        cwd=CLONE,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )


def explain(error: subprocess.CalledProcessError) -> str:
    """One sentence on what to do; pip's own last words in it."""
    output = str(error.output or "")
    if "venv" in error.cmd and "pip" not in error.cmd:
        return (
            f"{sys.executable} cannot make a virtual environment: install its venv module "
            "(on Debian and Ubuntu: apt install python3-venv) and run this again."
        )
    if "DO NOT MATCH THE HASHES" in output:
        return "a package is not the one that requirements.lock pins, so nothing was installed."
    lines = [line for line in output.splitlines() if line.startswith("ERROR")] or [output.strip()]
    return f"the packages of requirements.lock could not be installed ({lines[-1]})."


def say(text: str) -> None:
    """Progress goes to stderr, as the engine's does."""
    print(f"set-up: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
