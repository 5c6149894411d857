"""A private PostgreSQL server, thrown away in the end."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.object_store import PATIENCE, free_port
from tests.serving import HOST

PACKAGED = "/usr/lib/postgresql"
"""Where Debian puts its versions, outside of PATH."""

USER = "tester"
NOBODY_ELSE = "postgres"
"""The package's own account: the server refuses to run as root."""


def programs() -> Path | None:
    """The folder of the server's programs, the newest where there are several."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = [path.parent for path in Path(PACKAGED).glob("*/bin/initdb")]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


class Postgres:
    """A running server; each test gets a database of its own."""

    def __init__(self, bin_: Path, port: int) -> None:
        self._bin, self._port = bin_, port

    def database(self, name: str) -> str:
        """Make a database. Its URL, as Pulumi takes it."""
        command: list[str | Path] = [
            self._bin / "createdb",
            "-h",
            HOST,
            "-p",
            str(self._port),
            "-U",
            USER,
            name,
        ]
        subprocess.run(command, check=True, capture_output=True)
        return f"postgres://{USER}@{HOST}:{self._port}/{name}?sslmode=disable"


@contextlib.contextmanager
def serve(bin_: Path) -> Iterator[Postgres]:
    """Run a server while it is entered."""
    # Not below pytest's own folder, which only root may enter where root runs the tests.
    root = Path(tempfile.mkdtemp(prefix="postgres-"))
    user = NOBODY_ELSE if os.geteuid() == 0 else None
    if user:
        shutil.chown(root, user)
    data = root / "data"
    make: list[str | Path] = [
        bin_ / "initdb",
        "-D",
        data,
        "-U",
        USER,
        "--auth=trust",
        "--no-sync",
        "--locale=C",
    ]
    try:
        subprocess.run(make, check=True, capture_output=True, user=user, cwd=root)
        port = free_port()
        command: list[str | Path] = [
            bin_ / "postgres",
            "-D",
            data,
            "-h",
            HOST,
            "-p",
            str(port),
            "-k",
            root,
        ]
        with (
            (root / "log").open("wb") as log,
            subprocess.Popen(
                [*command, "-c", "fsync=off"], stdout=log, stderr=log, user=user, cwd=root
            ) as process,
        ):
            try:
                _wait(bin_, port, process)
                yield Postgres(bin_, port)
            finally:
                process.terminate()
                process.wait(PATIENCE)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _wait(bin_: Path, port: int, process: subprocess.Popen[bytes]) -> None:
    ready: list[str | Path] = [bin_ / "pg_isready", "-h", HOST, "-p", str(port), "-q"]
    deadline = time.monotonic() + PATIENCE
    while subprocess.run(ready, check=False).returncode != 0:
        assert process.poll() is None, "the server ended at once"
        assert time.monotonic() < deadline, "the server did not start in time"
        time.sleep(0.05)
