"""kill -9 at every moment of an operation: the next run of the command finishes it.

The moments are not listed anywhere. An undisturbed run of the operation shows them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.crashes.command import Victim, cut
from tests.engine.crashes.converged import assert_converged, look
from tests.engine.crashes.heal import heal
from tests.engine.crashes.world import World
from tests.engine.gate import Moment
from tests.engine.operations import ADOPT, CREATE, DELETE, SAVE, UPDATE, Operation
from tests.engine.shells import SHELLS
from tests.engine.stack import Stack
from tests.engine.vault import Vault
from tests.engine.warm import Warm
from tools.engine import Engine

Point = tuple[Moment, Victim, bool]
"""When it is cut off, what is killed, and whether the stack is refreshed before anything else."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    more = [ADOPT, SAVE] if metafunc.config.getoption("--thorough") else []
    operations = [CREATE, UPDATE, DELETE, *more]
    metafunc.parametrize("operation", operations, ids=[each.name for each in operations])
    metafunc.parametrize("kind", SHELLS.values(), ids=SHELLS)


def test_the_next_run_converges_wherever_either_side_is_killed(
    operation: Operation,
    kind: type[Stack],
    engine: Engine,
    warm: Warm | None,
    vault: Vault | None,
    tmp_path: Path,
    thorough: bool,
    subtests: pytest.Subtests,
) -> None:
    with World.new(engine, tmp_path, warm, vault, kind) as world:
        operation.prepare(world)
        before = look(world)
        kept = world.save()
        world.stack.pulumi(*operation.command).expect()
        moments = [*world.gate.moments]
        assert_converged(world, operation, before)
        points = [*_all(moments)] if thorough else [*_some(moments)]
        for number, (moment, victim, refresh_first) in enumerate(points, start=1):
            with subtests.test(_name(operation, moment, victim, refresh_first)):
                world.restore(kept)
                killed = cut(world, moment.index, victim, *operation.command).expect(ok=False)
                _, printed = heal(world, *operation.command, refresh_first=refresh_first)
                assert_converged(world, operation, before)
                assert world.key not in killed.output + printed
                if operation.project and (thorough or number == len(points)):
                    # It looks at the state, which was compared above: in short, once is enough.
                    world.stack.preview("--expect-no-changes")


def _all(moments: list[Moment]) -> Iterator[Point]:
    """Each moment, each victim; an engine's state is repaired by a refresh as well."""
    for moment in moments:
        yield moment, "provider", False
        yield moment, "engine", False
        yield moment, "engine", True


def _some(moments: list[Moment]) -> Iterator[Point]:
    """Around each write, and when the last method has returned; both victims in turn.

    The turns are such that `before` and `after` meet either victim.
    """
    writes = [m for m in moments if m.kind != "returned" and not m.what.startswith("GET")]
    turns: itertools.cycle[Victim]
    turns = itertools.cycle(["provider", "engine", "engine", "provider"])
    for moment, victim in zip([*writes, moments[-1]], turns, strict=False):
        yield moment, victim, False


def _name(operation: Operation, moment: Moment, victim: Victim, refresh_first: bool) -> str:
    what = re.sub(r"\W+", "-", str(moment)).strip("-")
    way = "-refresh" if refresh_first else ""
    return f"{operation.name}-{moment.index}-{what}-{victim}{way}"
