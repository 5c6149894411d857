"""File names for any project and any class: what a name may be is not what a file may be called."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime

PROJECT_BYTES, CLASS_BYTES = 80, 80
"""UTF-8 bytes; file systems take 255 for a whole name, and a time and an ending follow."""

MOST_CLASSES = 3
WHOLE_PROJECT = "whole-project"


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
