"""Files of a saving: what they are called, and how they are written.

A file is whole or not there, and stays after a power cut. What a project or a class may be called
is not what a file may be called.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

PART = ".part"
"""The ending of a file that is not whole yet."""

PROJECT_BYTES, CLASS_BYTES = 80, 80
"""UTF-8 bytes; file systems take 255 for a whole name, and a time and an ending follow."""

MOST_CLASSES = 3
WHOLE_PROJECT = "whole-project"


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


def file_stem(project: str, classes: Sequence[str] | None, moment: datetime) -> str:
    """What the files of one saving are called, before their endings.

    Args:
        classes: names of the classes saved; None for the whole project.
        moment: in UTC.
    """
    what = [WHOLE_PROJECT] if classes is None else [*classes[:MOST_CLASSES]]
    if classes is not None and len(classes) > MOST_CLASSES:
        what.append(f"and-{len(classes) - MOST_CLASSES}-more")
    each = CLASS_BYTES // len(what)
    names = "+".join(safe(name, each) for name in what)
    return f"{safe(project, PROJECT_BYTES)}.{names}.{moment:%Y%m%dT%H%M%SZ}"


def safe(name: str, most_bytes: int) -> str:
    """A name with letters, digits, `-` and `_` alone, cut to so many bytes of UTF-8.

    Dots go as well: `..`, hidden files and endings that mean something are made of them.
    """
    composed = unicodedata.normalize("NFC", name)
    plain = "".join(char if char.isalnum() or char in "-_" else "_" for char in composed)
    return plain.encode()[:most_bytes].decode(errors="ignore") or "_"


def free_stem(folder: Path, stem: str) -> str:
    """The stem, with a number behind it where files of that stem are there already."""
    number, candidate = 1, stem
    while any(folder.glob(f"{_literal(candidate)}.*")):
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _literal(text: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)
