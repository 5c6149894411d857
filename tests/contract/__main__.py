"""`python -m tests.contract`: compare, and print the differences with their reasons."""

from __future__ import annotations

import sys

import pictograph

from tests.contract.differences import DIFFERENCES, stale, unlisted
from tests.contract.record import compare

KINDS = ("threads", "asyncio")


def main() -> int:
    """0 where every difference has its reason, and every reason its difference."""
    wrong: dict[object, None] = {}
    for kind in KINDS:
        done = compare(kind)
        print(
            f"pictograph {pictograph.__version__}, the client for {kind}: "
            f"{done.calls} calls, {done.requests} requests"
        )
        wrong |= dict.fromkeys([*unlisted(done.differences), *stale(done.differences)])
    print(f"{len(DIFFERENCES)} differences:")
    for number, known in enumerate(DIFFERENCES, start=1):
        print(f"{number:>2}. {known.call}: {known.part}")
        print(f"      ours:   {known.ours}\n      theirs: {known.theirs}\n      {known.reason}")
    for item in wrong:
        print(f"NOT SO: {item}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
