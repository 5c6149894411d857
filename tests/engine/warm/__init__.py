"""A Python for the engine that has imported the libraries once.

Each command starts two processes that import the SDK, gRPC, Pydantic and httpx, which takes them
most of their time, and these are the same all through a test run. So one process imports them
once (`server`), and what the engine starts (`client`) has it fork for each program and provider.
The product's shells, and what works around Pulumi, are imported again in each of them.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from tests.engine.gate import HOOK
from tests.engine.native import PLUGIN
from tests.engine.python import with_listed_packages
from tests.engine.stack import Stack

HERE = Path(__file__).parent
PROVIDER = "pulumi-resource-pictograph"
PROGRAM = "pulumi-language-python-exec"

# With a path of its own it may import other things, so it starts as everywhere.
SCRIPT = """\
#!/bin/sh
if [ "${{PYTHONPATH:-{hook}}}" = {hook} ]; then
  case " $*" in
    " -u -m pulumi.dynamic "*|*{program}*)
      exec {python} -I -S {client} {socket} {python} "$@" ;;
  esac
fi
exec {plain} "$@"
"""
PLUGIN_SCRIPT = """\
#!/bin/sh
if [ "${{PYTHONPATH:-{hook}}}" != {hook} ]; then exec {plugin} "$@"; fi
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
    def address(self) -> Path:
        return self.folder / "socket"

    @property
    def idle(self) -> bool:
        """Whether each fork is gone, and each that was asked for before."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
            server.connect(str(self.address))
            server.send(b"?")
            return server.recv(1) == b"\0"

    @property
    def python(self) -> Path:
        """A Python that forks for programs and providers, and is else the plain one."""
        return self.folder / "warm-python"

    @property
    def plugin(self) -> Path:
        """The same for the plugin."""
        return self.folder / PROVIDER

    def use(self, stack: Stack) -> None:
        """Have the stack's program and provider forked."""
        stack.env["PULUMI_PYTHON_CMD"] = str(self.python)
        project = stack.folder / "Pulumi.yaml"
        if project.exists():
            text = project.read_text().replace(f"path: {PLUGIN}\n", f"path: {self.folder}\n")
            project.write_text(text)

    def write(self) -> None:
        """Write the commands, once: what runs may be reading them."""
        words = {
            "python": sys.executable,
            "plain": with_listed_packages(self.folder),
            "client": HERE / "client.py",
            "socket": self.address,
            "program": PROGRAM,
            "plugin": PLUGIN / PROVIDER,
            "hook": HOOK,
        }
        quoted = {word: quote(str(value)) for word, value in words.items()}
        for path, text in ((self.python, SCRIPT), (self.plugin, PLUGIN_SCRIPT)):
            path.write_text(text.format(**quoted))
            path.chmod(0o755)


@contextmanager
def warm(folder: Path) -> Iterator[Warm]:
    """While this is entered, the commands in the folder fork."""
    folder.mkdir(exist_ok=True)
    made = Warm(folder)
    made.write()
    own = ("PULUMI_", "PICTOGRAPH_", "PYTHON")
    env = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    command = [sys.executable, "-u", str(HERE / "server.py"), str(made.address)]
    with subprocess.Popen(
        command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        yield made
        server.stdin.close()  # by which it ends
