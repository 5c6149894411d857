"""A scenario that meets trouble at each of its steps; with `--thorough`, any steps in any order."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.engine.machine.life import Life
from tests.engine.machine.refactoring import TAKEN, Refactored
from tests.engine.machine.trouble import Fault, Kill
from tests.engine.vault import Vault
from tests.engine.warm import Warm
from tools.engine import Engine

LONG = settings(
    max_examples=10,
    stateful_step_count=20,
    phases=[Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[*HealthCheck],
)


def test_a_life_with_trouble_at_every_step(
    engine: Engine, warm: Warm | None, vault: Vault | None, tmp_path: Path
) -> None:
    with Life.begin(engine, tmp_path, warm, vault) as life:
        model = life.model

        life.up(Kill("provider", 3))
        life.label("car", "bus")

        model.moved("bus", "a/b")
        life.up(Fault("500 after the effect", 3, lasting=False))

        life.write([*life.live(), {"name": "van", "type": "bbox", "color": "#0000ff"}])
        model.foreign.append(("van", "#0000ff"))
        life.label("van")

        model.name = "50% signs"
        life.up(Kill("engine", 5))

        model.resource, model.alias = "signs", 'Alias(name="road-signs")'
        life.up(Fault("503", 0, lasting=True))

        with life.refused(TAKEN, "--continue-on-error"):
            model.parent = True
        model.parent = model.adopt = True
        life.up(Kill("provider", 4))

        with life.refused("destroys 2 annotations"):
            model.without("car")


@pytest.mark.thorough
def test_whatever_happens_the_next_up_makes_it_right(engine: Engine, tmp_path: Path) -> None:
    steps: list[str] = []
    folders = (tmp_path / str(number) for number in itertools.count())

    def life() -> Refactored:
        steps.append("a life")
        return Refactored(engine, next(folders), steps)

    try:
        # Whatever makes a machine will do; its type says less.
        run_state_machine_as_test(life, settings=LONG)  # type: ignore[arg-type]
    finally:
        print(*steps, sep="\n")
    assert steps.count("a life") > 1
