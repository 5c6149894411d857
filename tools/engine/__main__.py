"""`python -m tools.engine`: print the directory of a usable engine, fetching one if need be."""

from __future__ import annotations

import signal
import sys

from tools.engine import EngineError, find


def main() -> int:
    # An exception rather than the default death, so that a running compiler is stopped too.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        print(find().bin)
    except EngineError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; the next run goes on from here", file=sys.stderr)
        return 130
    return 0


sys.exit(main())
