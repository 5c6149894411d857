"""`python -m benchmarks`: measure, and write the table and the plot. README.md says how."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import large, report
from benchmarks.life import measure
from benchmarks.peers.native import Native
from benchmarks.peers.peer import AGAIN, LIFE, Peer
from benchmarks.peers.pulumi import empty, ours
from benchmarks.peers.sdk import Sdk
from benchmarks.peers.tofu import Tofu
from benchmarks.processes import FailedError
from benchmarks.samples import Sample, cells, read, write
from benchmarks.service import Service, serve
from tools.engine import Engine, EngineError, UnavailableError, find

CLONE = Path(__file__).parents[1]
RAW = CLONE / ".cache" / "benchmarks.json"
DOCUMENT = CLONE / "docs" / "performance.md"
PICTURE = CLONE / "docs" / "performance"
LATENCIES = (0, 50)
PARALLEL = ("--parallel", "32")
SHELLS_LATENCY = 50
MANY_CLASSES = 50
PARTS = ("life", "shells", "mass", "large")


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    sizes: tuple[int, ...]
    runs: int
    mass: tuple[int, ...]
    class_lists: tuple[int, ...]
    reviewed: int
    adopted: int
    annotations: tuple[int, ...]
    shells: int


PLANS = {
    "tiny": Plan((2,), 1, (2,), (20,), 2, 5, (200,), 3),
    "quick": Plan((1, 20, 200), 1, (), (20, 1203), 50, 200, (10_000,), 100),
    "normal": Plan((1, 20, 200), 3, (), (20, 1203, 10_000), 200, 1000, (10_000, 100_000), 100),
    "thorough": Plan(
        (1, 20, 200, 1000), 3, (1000, 5000), (20, 1203, 10_000), 200, 1000, (10_000, 100_000), 100
    ),
}
"""`tiny` only shows that everything runs."""

_started = time.monotonic()


def tell(text: str) -> None:
    """Say what is going on, on standard error."""
    seconds = int(time.monotonic() - _started)
    print(f"{seconds // 60:3}:{seconds % 60:02}  {text}", file=sys.stderr, flush=True)


def main() -> int:
    # Where it is ignored, as in a shell's background, the engine waits 5 s for its program to end.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    how = parser.add_mutually_exclusive_group()
    for name in ("tiny", "quick", "thorough"):
        how.add_argument(f"--{name}", dest="plan", action="store_const", const=name)
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    parser.add_argument(
        "--projects", type=int, metavar="N", help="of life and mass: only this size"
    )
    parser.add_argument("--draw", action="store_true", help="measure nothing: draw the last run")
    parser.add_argument("--dry", action="store_true", help="leave docs/ as it is")
    given = parser.parse_args()
    if given.draw:
        samples = read(RAW)
    else:
        try:
            samples = _all(_chosen(PLANS[given.plan or "normal"], given.projects), given.only)
        except (EngineError, FailedError) as error:
            print(error, file=sys.stderr)
            return 1
        if (given.only or given.projects) and RAW.exists():  # all else stays what it was
            fresh = cells(samples)
            samples += [
                s for key, cell in cells(read(RAW)).items() if key not in fresh for s in cell.runs
            ]
        write(samples, RAW)
    if given.dry:
        print("\n".join(report.tables(samples)))
    else:
        _draw(samples)
        report.fill(DOCUMENT, samples)
    return 0


def _chosen(plan: Plan, projects: int | None) -> Plan:
    if projects is None:
        return plan
    return replace(plan, sizes=(projects,), mass=(projects,) if plan.mass else ())


def _all(plan: Plan, only: str | None) -> list[Sample]:
    engine = find()
    samples = list[Sample]()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as service:
        if only in (None, "life"):
            peers = _peers(engine)
            for size in plan.sizes:
                for latency in LATENCIES:
                    samples += measure(
                        peers, service, projects=size, latency=latency, runs=plan.runs, tell=tell
                    )
        if only in (None, "shells"):
            samples += measure(
                _shells(engine),
                service,
                projects=plan.shells,
                latency=SHELLS_LATENCY,
                runs=plan.runs,
                tell=tell,
            )
        if only in (None, "mass"):
            for size in plan.mass:
                samples += measure(
                    _masses(engine), service, projects=size, latency=0, runs=1, tell=tell
                )
        if only in (None, "large"):
            samples += _large(plan, engine, service)
    return samples


def _shells(engine: Engine) -> list[Peer]:
    dynamic, native = report.SHELLS
    return [ours(engine, name=dynamic, flags=PARALLEL), Native(engine, native, PARALLEL)]


def _masses(engine: Engine) -> list[Peer]:
    mine, nothing = report.MASSES
    stacks = [
        ours(engine, once=True, name=mine, classes=MANY_CLASSES),
        empty(engine, once=True, name=nothing, classes=MANY_CLASSES),
    ]
    for stack in stacks:  # once is enough: it takes long
        stack.operations = {o: run for o, run in stack.operations.items() if o != AGAIN}
    return [*stacks]


def _peers(engine: Engine) -> list[Peer]:
    peers: list[Peer] = [ours(engine), empty(engine), ours(engine, once=True)]
    peers += [empty(engine, once=True), Sdk()]
    try:
        peers.append(Tofu())
    except UnavailableError as error:
        tell(f"OpenTofu is left out: {error}")
    return peers


def _large(plan: Plan, engine: Engine, service: Service) -> Iterator[Sample]:
    tell(f"class lists of {', '.join(map(str, plan.class_lists))}")
    yield from large.class_lists(engine, service, [*plan.class_lists])
    tell(f"a review of {plan.reviewed} projects")
    yield from large.review(engine, service, plan.reviewed)
    tell(f"an adoption of {plan.adopted} projects")
    yield from large.adopt(service, plan.adopted)
    for count in plan.annotations:
        tell(f"{count:,} annotations saved and restored")
        yield from large.save_and_restore(service, count)


def _draw(samples: list[Sample]) -> None:
    if not any(sample.operation in LIFE for sample in samples):
        return
    try:
        from benchmarks.plot import draw

        for file in draw(samples, PICTURE):
            tell(f"wrote {file}")
    except ImportError:
        tell("there is no picture: pip install matplotlib")


sys.exit(main())
