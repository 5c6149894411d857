"""Write files so that they are whole or not there, and stay after a power cut."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PART = ".part"
"""The ending of a file that is not whole yet."""


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write; it gets its name once it is whole and on the disk.

    When anything fails, nothing is left of it. Only its owner may read it: a label can be
    personal data.

    Raises:
        FileExistsError: somebody else writes it just now.
    """
    part = path.with_name(path.name + PART)
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Put a folder's list of names on the disk, where the system can."""
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256(path: Path) -> str:
    """The file's SHA-256, 64 hexadecimal characters."""
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def free_stem(folder: Path, stem: str) -> str:
    """The stem, with a number behind it where files of that stem are there already."""
    number, candidate = 1, stem
    while any(folder.glob(f"{_literal(candidate)}.*")):
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _literal(text: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)
