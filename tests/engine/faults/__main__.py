"""Print the matrix: `python -m tests.engine.faults [--thorough]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.engine.faults.matrix import column, printed
from tests.engine.faults.operations import OPERATIONS
from tools.engine import find


def main() -> None:
    names = [word for word in sys.argv[1:] if not word.startswith("-")]
    done = []
    with tempfile.TemporaryDirectory() as folder:
        for operation in OPERATIONS:
            if not names or operation.name in names:
                root = Path(folder) / operation.name.replace(" ", "-")
                done += column(find(), root, operation, thorough="--thorough" in sys.argv)
    sys.stdout.write(printed(done))


if __name__ == "__main__":
    main()
