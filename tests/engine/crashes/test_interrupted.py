"""An engine that is asked to stop: Ctrl-C and SIGTERM, heard in the middle of an update."""

from __future__ import annotations

import signal
from functools import partial
from pathlib import Path

import pytest

from tests.engine.crashes.command import Command
from tests.engine.crashes.converged import assert_converged, look
from tests.engine.crashes.heal import heal
from tests.engine.crashes.world import World
from tests.engine.operations import UPDATE
from tests.engine.shells import SHELLS
from tests.engine.stack import Stack
from tests.engine.vault import Vault
from tests.engine.warm import Warm
from tools.engine import Engine


@pytest.mark.parametrize("kind", SHELLS.values(), ids=SHELLS)
def test_an_interrupted_update_is_finished_by_the_next_up(
    kind: type[Stack],
    engine: Engine,
    warm: Warm | None,
    vault: Vault | None,
    tmp_path: Path,
    subtests: pytest.Subtests,
) -> None:
    with World.new(engine, tmp_path, warm, vault, kind) as world:
        UPDATE.prepare(world)
        before = look(world)
        kept = world.save()
        for by, times in ((signal.SIGINT, 1), (signal.SIGTERM, 2)):
            with subtests.test(f"{by.name} {times}x"):
                world.restore(kept)
                command = Command(world, *UPDATE.command)
                # The first signal lets a request that is under way come to its end.
                world.gate.arm(
                    "before POST annotations/merge-class",
                    partial(command.interrupt, by, times),
                    drop=times > 1,
                )
                command.run().expect(ok=False)
                world.gate.open()
                asked, _ = heal(world, *UPDATE.command)
                assert asked == []
                assert_converged(world, UPDATE, before)
