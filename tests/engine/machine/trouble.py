"""What may happen to an `up`: nothing, a fault of the service, or a kill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.engine.crashes.command import Command, Victim
from tests.engine.crashes.world import World
from tests.engine.stack import Run

FAULTS: dict[str, Mapping[str, Any]] = {
    "429": {"kind": "status", "status": 429, "retry_after": "0"},
    "503": {"kind": "status", "status": 503},
    "500 after the effect": {"kind": "status", "status": 500, "after_effect": True},
    "reset": {"kind": "reset"},
    "reset after the effect": {"kind": "reset", "after_effect": True},
    "truncated": {"kind": "truncate"},
    "a page of HTML after the effect": {"kind": "html", "after_effect": True},
}
LAST_MOMENT = 10
"""Few runs have more moments; one that never comes is no trouble at all."""


@dataclass(frozen=True)
class Trouble:
    """What happens.

    Attributes:
        fault: one of `FAULTS`, at the request of that number, for one time or until the end.
        kill: which side dies, at the moment of that number.
    """

    fault: tuple[str, int, bool] | None = None
    kill: tuple[Victim, int] | None = None

    def __str__(self) -> str:
        if self.fault:
            name, skip, lasting = self.fault
            return f"{name} {'from' if lasting else 'at'} request {skip}{' on' * lasting}"
        return f"kill the {self.kill[0]} at moment {self.kill[1]}" if self.kill else "no trouble"

    def run(self, world: World, *args: str) -> Run:
        """Run the command in this trouble, which is over when it returns."""
        if self.fault:
            name, skip, lasting = self.fault
            fault = dict(FAULTS[name])
            world.control.fault(**fault, skip=skip, times=None if lasting else 1)
        if self.kill:
            victim, at = self.kill
            command = Command(world, *args)
            world.gate.arm(at, lambda: command.kill(victim))
            run = command.run(surely=False)
        else:
            run = world.stack.pulumi(*args)
        world.control.clear_faults()
        world.gate.open()
        return run


NONE = Trouble()

victims: st.SearchStrategy[Victim] = st.sampled_from(("provider", "engine"))
troubles = st.one_of(
    st.builds(
        Trouble,
        fault=st.tuples(st.sampled_from([*FAULTS]), st.integers(0, 3), st.booleans()),
    ),
    st.builds(Trouble, kill=st.tuples(victims, st.integers(0, LAST_MOMENT))),
)
