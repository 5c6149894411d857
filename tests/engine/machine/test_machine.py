"""The machine at work: for a short time by default, for a long one with `--thorough`."""

from __future__ import annotations

import itertools
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.engine.machine.life import Life
from tools.engine import Engine

SHORT = settings(
    max_examples=1,
    stateful_step_count=8,
    derandomize=True,  # a run that nobody watches finds the same thing each time
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[*HealthCheck],
)
LONG = settings(
    SHORT,
    max_examples=10,
    stateful_step_count=15,
    derandomize=False,
    phases=[Phase.reuse, Phase.generate],
)


def test_whatever_happens_the_next_up_makes_it_right(
    engine: Engine, tmp_path: Path, thorough: bool
) -> None:
    steps: list[str] = []
    folders = (tmp_path / str(number) for number in itertools.count())

    def life() -> Life:
        return Life(engine, next(folders), steps)

    # Whatever makes a machine will do; its type says less.
    run_state_machine_as_test(life, settings=LONG if thorough else SHORT)  # type: ignore[arg-type]
    assert steps
    print(f"{len(steps)} steps; lives: {next(folders).name}")
    print(*steps, sep="\n")
