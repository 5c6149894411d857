"""What is measured, and how it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Sample:
    """One measurement.

    Attributes:
        peer: who did it.
        operation: what was done.
        projects: how many there were; of a single project, how many classes or annotations.
        latency: milliseconds that the service waits before each answer.
        seconds: from the start of the command to its end.
        requests: that the service was sent.
        state: bytes of the state afterwards; None where there is none.
        memory: most bytes in use by the provider's process at any time; None where it was not
            seen.
    """

    peer: str
    operation: str
    projects: int
    latency: int
    seconds: float
    requests: int
    state: int | None = None
    memory: int | None = None


@dataclass(frozen=True)
class Cell:
    """All runs of one measurement."""

    runs: Sequence[Sample]

    @property
    def seconds(self) -> float:
        return median(run.seconds for run in self.runs)

    @property
    def spread(self) -> float:
        """Seconds between the fastest and the slowest."""
        times = [run.seconds for run in self.runs]
        return max(times) - min(times)

    @property
    def requests(self) -> int:
        return int(median(run.requests for run in self.runs))

    @property
    def state(self) -> int | None:
        return max((run.state for run in self.runs if run.state is not None), default=None)

    @property
    def memory(self) -> int | None:
        return max((run.memory for run in self.runs if run.memory is not None), default=None)


Key = tuple[str, str, int, int]
"""Peer, operation, projects, latency."""


def cells(samples: Iterable[Sample]) -> dict[Key, Cell]:
    """The runs of each measurement together, in the order of their first."""
    groups: dict[Key, list[Sample]] = {}
    for sample in samples:
        key = (sample.peer, sample.operation, sample.projects, sample.latency)
        groups.setdefault(key, []).append(sample)
    return {key: Cell(runs) for key, runs in groups.items()}


def write(samples: Sequence[Sample], path: Path) -> None:
    """Keep them, to draw them again without measuring again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(sample) for sample in samples], indent=1) + "\n")


def read(path: Path) -> list[Sample]:
    return [Sample(**row) for row in json.loads(path.read_text())]
