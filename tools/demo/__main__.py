"""`python -m tools.demo up|down [--live]`."""

from __future__ import annotations

import argparse
import signal
import sys

from tools.demo import runs
from tools.demo.places import DemoError
from tools.engine import EngineError

_RUNS = {
    ("up", False): runs.up,
    ("down", False): runs.down,
    ("up", True): runs.live_up,
    ("down", True): runs.live_down,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.demo", description=__doc__)
    parser.add_argument("verb", choices=["up", "down"])
    parser.add_argument("--live", action="store_true", help="on the live service")
    arguments = parser.parse_args()
    # An exception rather than the default death, so that a running Pulumi ends in good order.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        _RUNS[arguments.verb, arguments.live]()
    except (DemoError, EngineError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; run it again, or `make down`", file=sys.stderr)
        return 130
    return 0


sys.exit(main())
