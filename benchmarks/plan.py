"""How long a plan takes, by the length of the class list: python -m benchmarks.plan

Each row is a list of that many classes; each column a change of it, as processor
milliseconds (the best of a few runs) and as a multiple of the shortest list. A plan is made
several times in a preview, and again in an up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from pictograph_provider.guard import decide, explain
from pictograph_provider.models import ProjectClass
from pictograph_provider.plan import ClassPlan, DeclaredClass, Usage, make_plan

LENGTHS = (20, 1_000, 1_203, 10_000)
"""1,203 is the class list of LVIS, the longest in common use."""

RUNS = 5
COLORS = ("#ff0000", "#00ff00", "#0000ff", "#ffaa00", "#00aaff", "#aa00ff", "#777777")


def live(count: int) -> list[ProjectClass]:
    """A class list as the service holds it."""
    return [
        ProjectClass(name=f"class {number:05}", type="box", color=COLORS[number % len(COLORS)])
        for number in range(count)
    ]


def declared(name: str) -> DeclaredClass:
    """A class as a program declares it."""
    return DeclaredClass(name, "bbox")


def unchanged(now: list[ProjectClass]) -> ClassPlan:
    """Nothing to do."""
    return _plan(now, [declared(cls.name) for cls in now])


def renamed(now: list[ProjectClass]) -> ClassPlan:
    """A quarter renamed, and declared as moves."""
    moves = {cls.name: f"new {cls.name}" for cls in now[::4]}
    return _plan(now, [declared(moves.get(cls.name, cls.name)) for cls in now], moves)


def renamed_without_moves(now: list[ProjectClass]) -> ClassPlan:
    """A quarter renamed, and left to the plan to point out."""
    moves = {cls.name: f"new {cls.name}" for cls in now[::4]}
    return _plan(now, [declared(moves.get(cls.name, cls.name)) for cls in now])


def removed(now: list[ProjectClass]) -> ClassPlan:
    """A quarter left out."""
    return _plan(now, [declared(cls.name) for number, cls in enumerate(now) if number % 4])


def _plan(
    now: list[ProjectClass], wanted: list[DeclaredClass], moves: dict[str, str] | None = None
) -> ClassPlan:
    recorded = [f"{cls.name} (bbox)" for cls in now]
    found = make_plan("p", recorded=recorded, declared=wanted, live=now, moves=moves)
    explain(decide(found, Usage({cls.name: 5 for cls in now}, {}), {}))
    return found


CHANGES = {
    "no change": unchanged,
    "1/4 moved": renamed,
    "1/4 renamed": renamed_without_moves,
    "1/4 removed": removed,
}


def seconds(change: Callable[[list[ProjectClass]], ClassPlan], count: int) -> float:
    """Processor time of one plan and its text: the best of some runs."""

    def once() -> float:
        now = live(count)
        start = time.process_time()
        change(now)
        return time.process_time() - start

    return min(once() for _ in range(RUNS))


def table() -> Iterator[str]:
    """The figures, a line each."""
    yield "classes " + "".join(f"{name:>22}" for name in CHANGES)
    first: dict[str, float] = {}
    for count in LENGTHS:
        cells = []
        for name, change in CHANGES.items():
            took = seconds(change, count)
            ratio = took / first.setdefault(name, took)
            cells.append(f"{took * 1000:>11,.1f} ms {ratio:>5,.0f} x")
        yield f"{count:>7,} " + "".join(f"{cell:>22}" for cell in cells)


if __name__ == "__main__":
    for line in table():
        print(line, flush=True)
