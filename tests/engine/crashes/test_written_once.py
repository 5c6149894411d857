"""The engine writes its state at the end only, and is killed before that.

Whatever it did is then in no state. For most providers that is lost. Here a create is recognised,
a delete of what is gone is fine, and an update starts from what is live: the next up heals it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.engine.crashes.command import cut
from tests.engine.crashes.converged import assert_converged, look
from tests.engine.crashes.heal import heal
from tests.engine.crashes.world import FOREIGN, World
from tests.engine.gate import Moment
from tests.engine.operations import ADOPT, CREATE, DELETE, SAVE, UP, UPDATE, Operation
from tests.engine.vault import Vault
from tests.engine.warm import Warm
from tools.engine import Engine

ONCE = {"PULUMI_SKIP_CHECKPOINTS": "true", "PULUMI_EXPERIMENTAL": "true"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "operation" in metafunc.fixturenames:
        more = [CREATE, ADOPT, SAVE, DELETE] if metafunc.config.getoption("--thorough") else []
        metafunc.parametrize("operation", [UPDATE, *more], ids=lambda each: each.name)


def points(moments: list[Moment], *, thorough: bool) -> Iterator[Moment]:
    """All moments; in short, after each write and when the last method has returned."""
    if thorough:
        yield from moments
    else:
        yield from (m for m in moments if m.kind == "after" and not m.what.startswith("GET"))
        yield moments[-1]


def test_one_project_converges(
    operation: Operation,
    engine: Engine,
    warm: Warm | None,
    vault: Vault | None,
    tmp_path: Path,
    thorough: bool,
    subtests: pytest.Subtests,
) -> None:
    with World.new(engine, tmp_path, warm, vault) as world:
        operation.prepare(world)
        world.stack.env |= ONCE
        before, kept = look(world), world.save()
        world.stack.pulumi(*operation.command).expect()
        moments = [*world.gate.moments]
        assert_converged(world, operation, before)
        for moment in points(moments, thorough=thorough):
            with subtests.test(f"{operation.name} {moment.index} {moment}"):
                world.restore(kept)
                cut(world, moment.index, "engine", *operation.command).expect(ok=False)
                heal(world, *operation.command)
                assert_converged(world, operation, before)


BEFORE = """\
for name in ("changed", "going", "staying"):
    Project(name, classes=[dict(name="stop", type="bbox", color="#ff0000")], on_delete="delete")
"""
AFTER = """\
for name in ("new-1", "new-2", "staying"):
    Project(name, classes=[dict(name="stop", type="bbox", color="#ff0000")], on_delete="delete")
Project(
    "changed",
    classes=[dict(name="halt", type="bbox", color="#00ff00")],
    class_moves={"stop": "halt"},
    on_delete="delete",
)
"""
THERE = {"changed", "new-1", "new-2", "staying"}
LABELS: Mapping[str, dict[str, int]] = {"changed": {"halt": 3}, "staying": {"stop": 2}}


def test_creates_updates_and_deletes_of_one_run_are_all_healed(
    engine: Engine,
    warm: Warm | None,
    vault: Vault | None,
    tmp_path: Path,
    thorough: bool,
    subtests: pytest.Subtests,
) -> None:
    with World.new(engine, tmp_path, warm, vault) as world:
        world.stack.program(BEFORE)
        world.stack.up()
        world.labels.add("changed", {"stop": 3})
        world.labels.add("staying", {"stop": 2})
        world.labels.add("going", {"stop": 1})
        world.stack.program(AFTER)
        world.stack.env |= ONCE
        before, kept = look(world), world.save()
        world.stack.pulumi(*UP).expect()
        moments = [*world.gate.moments]
        assert_all_there(world, before)
        for moment in points(moments, thorough=thorough):
            # Four threads work at the same time, so a number is not the same moment twice.
            with subtests.test(f"{moment.index} {moment}"):
                world.restore(kept)
                cut(world, moment.index, "engine", *UP).expect(ok=False)
                state = world.stack.exported()["deployment"]
                assert "new-1" not in str(state), "it was written in between"
                asked, _ = heal(world, *UP)
                assert asked == ["pulumi cancel"]
                assert_all_there(world, before)
        world.stack.preview("--expect-no-changes")


def assert_all_there(world: World, before: dict[str, Any]) -> None:
    """One project each, nothing lost, nobody else's touched; state says the same."""
    now = look(world)
    assert now.pop(FOREIGN) == before[FOREIGN]
    assert now.keys() == THERE
    for name, counts in LABELS.items():
        assert now[name][0].id == before[name][0].id
        assert now[name][1] == counts
    resources = world.stack.exported()["deployment"]["resources"]
    ids = {r["outputs"]["name"]: r["id"] for r in resources if "dynamic" in r["type"]}
    assert ids == {name: project.id for name, (project, _) in now.items()}
