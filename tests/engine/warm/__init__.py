"""A Python for the engine that has imported the libraries once.

Each command starts two processes that import the SDK, gRPC, Pydantic and httpx, which takes them
most of their time, and these are the same all through a test run. So one process imports them
once (`server`), and what the engine starts (`client`) has it fork for each program and provider.
The product's shells, and what works around Pulumi, are imported anew in each of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from tests.engine.native import PLUGIN
from tests.engine.stack import Stack

HERE = Path(__file__).parent
PROVIDER = "pulumi-resource-pictograph"
PROGRAM = "pulumi-language-python-exec"

SCRIPT = """\
#!/bin/sh
case "$PYTHONPATH $*" in
  # With a path of its own it may import other things, so it starts as everywhere.
  " -u -m pulumi.dynamic "*|" "*{program}*)
    exec {python} -I -S {client} {socket} {python} "$@" ;;
esac
exec {plain} "$@"
"""
PLUGIN_SCRIPT = """\
#!/bin/sh
if [ -n "$PYTHONPATH" ]; then exec {plugin} "$@"; fi
exec {python} -I -S {client} {socket} {python} {plugin} "$@"
"""


def possible() -> bool:
    """Whether processes can be made so here, and are not counted line by line."""
    return hasattr(os, "pidfd_open") and not any(
        name.startswith("COVERAGE_") for name in os.environ
    )


@dataclass(frozen=True)
class Warm:
    """The commands by which a stack's processes are forked. A folder holds them."""

    folder: Path

    @property
    def socket(self) -> Path:
        return self.folder / "socket"

    def python(self, plain: Path, name: str) -> Path:
        """A Python that forks for programs and providers, and is else the plain one."""
        return self._write(f"{name}-python", SCRIPT, program=PROGRAM, plain=plain)

    def use(self, stack: Stack) -> None:
        """Have the stack's program and provider forked."""
        plain = Path(stack.env["PULUMI_PYTHON_CMD"])
        stack.env["PULUMI_PYTHON_CMD"] = str(self.python(plain, stack.shell))
        plugin = self._write(PROVIDER, PLUGIN_SCRIPT, plugin=PLUGIN / PROVIDER)
        project = stack.folder / "Pulumi.yaml"
        text = project.read_text().replace(f"path: {PLUGIN}\n", f"path: {plugin.parent}\n")
        project.write_text(text)

    def _write(self, name: str, text: str, **words: Path | str) -> Path:
        path = self.folder / name
        words |= {"python": sys.executable, "client": HERE / "client.py", "socket": self.socket}
        made = text.format(**{word: quote(str(value)) for word, value in words.items()})
        # Not anew for each stack: what is running may be reading it.
        if not path.exists():
            path.write_text(made)
            path.chmod(0o755)
        return path


@contextmanager
def warm(folder: Path) -> Iterator[Warm]:
    """While this is entered, the commands in the folder fork."""
    folder.mkdir(exist_ok=True)
    made = Warm(folder)
    own = ("PULUMI_", "PICTOGRAPH_", "PYTHON")
    env = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    command = [sys.executable, "-u", str(HERE / "server.py"), str(made.socket)]
    with subprocess.Popen(
        command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        yield made
        server.stdin.close()  # by which it ends
