"""A file that all processes of one run of the engine write their claims to.

The engine runs the program in one process and each explicit provider in one of its own, and a
claim that one of them makes must hold in all of them. What they share is the address that the
engine gave to each, so it names the file.

An address can come again in a later run, and an old claim must not. So each process holds a
shared lock for as long as its run lasts, and whoever finds the file unlocked begins it again.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows has no such locks: there, claims hold within one process
    fcntl = None  # type: ignore[assignment]


WHOLE, GAPS = 0o600, 0o700
"""The file's mode tells whether entries are missing: a full disk leaves room for nothing else."""


class Ledger:
    """Appends entries and gives those of all processes, each once.

    Not safe to share between threads: who uses it holds a lock.
    """

    def __init__(self, address: str) -> None:
        self._file: int | None = None
        self._read = 0
        self._rest = b""
        self._problem: str | None = None
        if fcntl is None:
            return
        try:
            self._file = _opened(_folder() / sha256(address.encode()).hexdigest()[:32])
        except OSError as error:
            self._problem = str(error)
            return
        # One process may drive many runs, and each must be over when it is.
        weakref.finalize(self, os.close, self._file)

    @property
    def problem(self) -> str | None:
        """Why entries do not reach all processes; None where they do."""
        if self._problem is not None or self._file is None:
            return self._problem
        gaps = stat.S_IMODE(os.fstat(self._file).st_mode) == GAPS
        return f"another process could not write to {tempfile.gettempdir()}" if gaps else None

    def add(self, entry: Mapping[str, object]) -> None:
        """Write an entry down for all processes."""
        if self._file is not None:
            # One write of an append: what others write at the same time is not cut in two. It
            # begins on a line of its own, after one that a full disk may have cut off.
            line = b"\n" + json.dumps(entry).encode() + b"\n"
            try:
                if os.write(self._file, line) == len(line):
                    return
                self._problem = f"{os.strerror(errno.ENOSPC)}: {tempfile.gettempdir()}"
            except OSError as error:
                self._problem = str(error)
            # Whoever has no entry of its own to write would not notice that one is missing.
            with suppress(OSError):
                os.fchmod(self._file, GAPS)

    def news(self) -> Iterator[dict[str, Any]]:
        """What was written since the last call, by this process too."""
        if self._file is None:
            return
        while piece := os.pread(self._file, 1 << 20, self._read):
            self._read += len(piece)
            *lines, self._rest = (self._rest + piece).split(b"\n")
            for line in filter(None, lines):
                with suppress(ValueError):  # cut off: whoever wrote it has failed for it
                    yield json.loads(line)


def _folder() -> Path:
    """A folder that is this user's alone: anybody may write to the one for temporary files."""
    folder = Path(tempfile.gettempdir()) / f"pictograph-provider-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022:
        folder.chmod(0o700)  # others could read it, and have put nothing there
        found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{folder} is not this user's alone")
    return folder


def _opened(path: Path) -> int:
    """The file, under a shared lock, and empty where no living process holds it."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, WHOLE)
        try:
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.ftruncate(file, 0)
                os.fchmod(file, WHOLE)
            fcntl.flock(file, fcntl.LOCK_SH)
            if path.stat().st_ino == os.fstat(file).st_ino:
                return file
        except FileNotFoundError:
            pass  # whoever came before has just tidied it away
        except OSError:
            os.close(file)
            raise
        os.close(file)
