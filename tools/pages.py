"""Pages of `docs/` that a tool writes: made anew, or compared with what would be written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str], page: Path, wanted: str, *, of: str, tool: str) -> int:
    """Write the page; with `--check`, only say whether it is what would be written.

    Args:
        of: what the page is made from, to name it where the page differs.
        tool: the module that writes it.

    Returns:
        The exit status: 1 where the page differs.
    """
    if [*arguments] != ["--check"]:
        page.write_text(wanted, encoding="utf-8")
        return 0
    if page.is_file() and page.read_text(encoding="utf-8") == wanted:
        return 0
    sys.stderr.write(f"docs/{page.name} differs from the {of}. Write it anew: python -m {tool}\n")
    return 1
