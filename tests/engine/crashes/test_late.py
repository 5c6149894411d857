"""A provider that outlives its engine, and goes on when everything was healed long ago."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.crashes.command import Command
from tests.engine.crashes.converged import assert_converged, look
from tests.engine.crashes.heal import heal
from tests.engine.crashes.operations import CREATE, UPDATE, Operation
from tests.engine.crashes.world import World
from tools.engine import Engine


@pytest.mark.parametrize(
    ("operation", "write"),
    [(CREATE, "POST datasets/"), (UPDATE, "PATCH datasets/{id}")],
    ids=["create", "update"],
)
def test_a_write_that_comes_late_has_no_second_effect(
    operation: Operation, write: str, engine: Engine, tmp_path: Path
) -> None:
    with World.new(engine, tmp_path) as world:
        operation.prepare(world)
        before = look(world)
        command = Command(world, *operation.command)

        def kill_and_heal() -> None:
            command.kill("engine")
            heal(world, *operation.command)

        def both_written() -> bool:
            return [*map(str, world.gate.moments)].count(f"after {write}") == 2

        # The write is held all the while, and only then goes its way.
        world.gate.arm(f"before {write}", kill_and_heal, drop=False)
        command.run(over=both_written)
        assert_converged(world, operation, before)
