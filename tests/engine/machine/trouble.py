"""What may happen to an `up`: a fault of the service, or a kill."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.engine.crashes.command import Command, Victim
from tests.engine.crashes.world import World
from tests.engine.running import Run

FAULTS: dict[str, Mapping[str, Any]] = {
    "429": {"kind": "status", "status": 429, "retry_after": "0"},
    "500 after the effect": {"kind": "status", "status": 500, "after_effect": True},
    "503": {"kind": "status", "status": 503},
    "reset": {"kind": "reset"},
    "reset after the effect": {"kind": "reset", "after_effect": True},
    "truncated": {"kind": "truncate"},
    "a page of HTML after the effect": {"kind": "html", "after_effect": True},
}
REQUESTS = range(4)
MOMENTS = range(11)
"""Few runs have more of them; one that never comes is no trouble at all."""


@dataclass(frozen=True)
class Fault:
    """At the request of that number, for one time or until the run is over."""

    name: str
    request: int
    lasting: bool

    def __str__(self) -> str:
        return f"{self.name} {'from' if self.lasting else 'at'} request {self.request}"

    def run(self, world: World, *args: str) -> Run:
        """Run the command in this trouble, which is over when it returns."""
        times = None if self.lasting else 1
        world.control.fault(**FAULTS[self.name], skip=self.request, times=times)
        run = world.stack.pulumi(*args)
        world.control.clear_faults()
        return run


@dataclass(frozen=True)
class Kill:
    """Of one side, at the moment of that number."""

    victim: Victim
    moment: int

    def __str__(self) -> str:
        return f"kill the {self.victim} at moment {self.moment}"

    def run(self, world: World, *args: str) -> Run:
        """Run the command until it is killed, or to its end if the moment never comes."""
        command = Command(world, *args)
        world.gate.arm(self.moment, lambda: command.kill(self.victim))
        run = command.run(surely=False)
        world.gate.open()
        return run


Trouble = Fault | Kill

_faults = [Fault(*each) for each in itertools.product(FAULTS, REQUESTS, (False, True))]
_victims: tuple[Victim, Victim] = ("provider", "engine")
_kills = [Kill(victim, moment) for moment in MOMENTS for victim in _victims]


def trouble(number: int) -> Trouble:
    """One of all troubles: a kill for every other number; neighbours have little in common."""
    kind, number = number % 2, number // 2
    return _faults[number * 13 % len(_faults)] if kind else _kills[number * 5 % len(_kills)]
