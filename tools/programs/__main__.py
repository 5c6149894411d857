"""`python -m tools.programs NAME`: print where a program is, building it if need be."""

from __future__ import annotations

import sys

from tools import programs
from tools.engine import UnavailableError


def main() -> int:
    known = {p.name: p for p in vars(programs).values() if isinstance(p, programs.Program)}
    if len(sys.argv) != 2 or sys.argv[1] not in known:
        print(f"name one of {', '.join(known)}", file=sys.stderr)
        return 2
    try:
        print(programs.find(known[sys.argv[1]]))
    except UnavailableError as error:
        print(f"{sys.argv[1]} is not available: {error}.", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
