"""`python -m tools.provoked`: is each message of the product said in some test? A floor.

`make coverage` counts the lines that the tests reach, and this holds the messages against that: a
message whose statement no test reaches is named, with its place.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from coverage import CoverageData

from tools.messages import ROOT, files, located

DATA = ROOT / ".cache" / "coverage"


def main() -> int:
    data = CoverageData(str(DATA))
    data.read()
    silent = dict.fromkeys(unprovoked(lambda path: data.lines(str(path)) or ()))
    for place, text in silent:
        print(f"{place}: no test says: {text}", file=sys.stderr)
    return 1 if silent else 0


def unprovoked(reached: Callable[[Path], Collection[int]]) -> Iterator[tuple[str, str]]:
    """Messages that no test says, each behind its place.

    Args:
        reached: the lines of a file that the tests reach.
    """
    for _, path in files():
        lines = set(reached(path))
        for text, own in located(path):
            if not lines.intersection(own):
                yield f"{path.relative_to(ROOT)}:{own.start}", text


if __name__ == "__main__":
    sys.exit(main())
