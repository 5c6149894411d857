"""A stack of an example, filled, for pictures of what a person would see."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pictograph_provider.client.config import client_config
from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.seeding import seed
from tools.engine import Engine, find

COLUMNS, LINES = 100, 50


@dataclass(frozen=True)
class Example:
    """A stack called `dev` whose service is an emulator of its own."""

    engine: Engine
    folder: Path
    env: dict[str, str]
    emulator: Emulator

    def program(self, text: str) -> None:
        (self.folder / "__main__.py").write_text(text, encoding="utf-8")

    def pulumi(self, *args: str) -> None:
        """Run a command that has to succeed."""
        command = [str(self.engine.pulumi), *args, "--non-interactive"]
        subprocess.run(command, cwd=self.folder, env=self.env, check=True, capture_output=True)

    def up(self) -> None:
        self.pulumi("up", "--yes", "--skip-preview")

    def fill(self, project: str, images: int, **annotations: int) -> None:
        """Annotate images of a project."""
        config = client_config(self.emulator.key, self.emulator.url)
        seed(config, project, images, annotations)

    def on_a_terminal(self, *command: str) -> str:
        """What a command writes to a terminal, colors and all."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        env = self.env | {"TERM": "xterm-256color"}
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=env,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        ):
            os.close(theirs)
            said = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
        return said.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # how a terminal says that nobody writes to it any more
        return b""


@contextmanager
def example(name: str = "signs") -> Iterator[Example]:
    """An empty stack, which is gone afterwards."""
    engine = find()
    with TemporaryDirectory() as root, Emulator() as emulator:
        folder = Path(root) / name
        folder.mkdir()
        (folder / "Pulumi.yaml").write_text(f"name: {name}\nruntime: python\n")
        env = engine.env(
            Path(root), PICTOGRAPH_BASE_URL=emulator.url, PICTOGRAPH_API_KEY=emulator.key
        )
        made = Example(engine, folder, env, emulator)
        made.pulumi("stack", "init", "dev")
        yield made
