"""`python -m tools.commands`: the help of each command, collected into `docs/commands.md`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from pictograph_provider.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
COLUMNS = "88"

HEAD = """\
# Commands

What `--help` says of each command. All of them take the key from `PICTOGRAPH_API_KEY` and the
address from `PICTOGRAPH_BASE_URL`, as far as they need them. The exit status is 0 where all went
well, 1 where there is something to mend, and 2 where the call was wrong;
[`review`](review.md#exit-status) has its own.
"""


def page() -> str:
    """The page as it should be."""
    root = get_command(app)
    parts = [HEAD]
    for path in _paths(root):
        told = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": COLUMNS}).output
        name = " ".join(("pictograph-provider", *path))
        text = "\n".join(line.rstrip() for line in told.rstrip().splitlines())
        parts.append(f"\n## {name}\n\n```text\n{text}\n```\n")
    return "".join(parts)


def _paths(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that call each command, groups and their commands in alphabetical order."""
    yield path
    for name, below in sorted(getattr(command, "commands", {}).items()):
        yield from _paths(below, (*path, name))


if __name__ == "__main__":
    for name in [name for name in os.environ if name.startswith("PICTOGRAPH_")]:
        del os.environ[name]  # a help may show what is set
    PAGE.write_text(page(), encoding="utf-8")
