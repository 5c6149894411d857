"""Which engine is fetched when none is installed, and what makes one usable."""

from __future__ import annotations

import platform
import re
import sys

VERSION = "3.259.0"
"""The release that is downloaded or built. go/pulumi/go.mod pins the same one."""

OLDEST = (3, 254, 0)
"""The first release whose `pulumi import --file` takes the state of a dynamic resource as given."""

LANGUAGE_HOST = "pulumi-language-python"
SCRIPTS = ("pulumi-language-python-exec", "pulumi-resource-pulumi-python")
PROGRAMS = ("pulumi", LANGUAGE_HOST, *SCRIPTS)

_MACHINES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


def system() -> str:
    """The operating system as Go spells it."""
    return "darwin" if sys.platform == "darwin" else "linux"


def machine() -> str:
    """The processor as Go spells it; an unknown one keeps its own name."""
    name = platform.machine().lower()
    return _MACHINES.get(name, name)


def parse(text: str) -> tuple[int, int, int] | None:
    """The version that `pulumi version` printed; builds add suffixes such as `-dev.3`."""
    match = re.match(r"v?(\d+)\.(\d+)\.(\d+)", text.strip())
    return (int(match[1]), int(match[2]), int(match[3])) if match else None
