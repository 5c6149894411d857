"""Looking for a key where it must not be: in files and in what a command printed."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

OWN = re.compile(r"Marshaling property for RPC\[Provider\[\w+\]\.Configure\(\)\.inputs\]: value=")
"""How the line begins in which the engine, at `-v=9`, writes down what it hands to a provider.

It does so for any provider, and none can keep it from that. A key in the environment does not
pass through the engine.
"""


def spellings(secret: str) -> set[bytes]:
    """A text as it is, and in base64, wherever in what was encoded it stood."""
    found = {secret.encode()}
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + secret.encode() + b"\0" * 2)
        # The first and the last characters depend on what stands around it.
        found.add(encoded[4:-4])
    return found


def places_of(secret: str, folder: Path) -> list[str]:
    """The files below a folder that hold a text."""
    found = spellings(secret)
    return [
        str(path.relative_to(folder))
        for path in files(folder)
        if any(spelling in path.read_bytes() for spelling in found)
    ]


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def lines_with(secret: str, output: str) -> list[str]:
    """The lines that hold a text, without the engine's own."""
    found = spellings(secret)
    return [
        line
        for line in output.splitlines()
        if any(spelling in line.encode() for spelling in found) and not OWN.search(line)
    ]
