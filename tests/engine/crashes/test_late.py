"""A provider that outlives its engine, and goes on when everything was healed long ago."""

from __future__ import annotations

from pathlib import Path

from tests.engine.crashes.command import Command
from tests.engine.crashes.heal import heal
from tests.engine.crashes.world import World
from tests.engine.operations import AFTER, UPDATE
from tests.engine.vault import Vault
from tests.engine.warm import Warm
from tools.engine import Engine

WRITE = "PATCH datasets/{id}"


def test_a_write_that_comes_late_takes_nothing_that_was_made_meanwhile(
    engine: Engine, warm: Warm | None, vault: Vault | None, tmp_path: Path
) -> None:
    with World.new(engine, tmp_path, warm, vault) as world:
        UPDATE.prepare(world)
        projects = world.stack.client.projects
        command = Command(world, *UPDATE.command)

        def kill_heal_and_work_on() -> None:
            command.kill("engine")
            heal(world, *UPDATE.command)
            base = projects.get("all-signs").classes
            tram = {"name": "tram", "type": "bbox"}
            projects.update("all-signs", classes=[*base, tram], classes_base=base)
            world.labels.add("all-signs", {"tram": 2})

        def written_late() -> bool:
            # By the update that healed it, and by what was left of the first.
            return [*map(str, world.gate.moments)].count(f"after {WRITE}") == 2

        # The write is held all the while, and only then goes its way.
        world.gate.arm(f"before {WRITE}", kill_heal_and_work_on, drop=False)
        command.run(over=written_late)
        names = [cls.name for cls in projects.get("all-signs").classes]
        assert sorted(names) == sorted([*(name for name, _ in AFTER), "tram"])
        assert world.labels.count("all-signs") == {**UPDATE.kept, "tram": 2}
