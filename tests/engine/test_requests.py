"""How many requests a command may send. A service far away makes each of them a wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.stack import Stack

PROJECTS = 20
MANY = f"""\
for number in range({PROJECTS}):
    Project(
        f"signs-{{number:02}}",
        classes=[ProjectClass(name="stop", type="bbox", color="#ff0000")],
    )
"""

BUDGET = {
    "create": 2 * PROJECTS,  # writes each, and reads each back
    "nothing to do": 0,
    "refresh": PROJECTS,
    "destroy": 3 * PROJECTS,  # reads each, asks whether it is empty, and deletes it
}
"""Lower a figure when the provider needs fewer; never raise one without a reason."""


def test_no_command_sends_more_requests_than_its_budget(
    stack: Stack, pictograph_emulator: Emulator, subtests: pytest.Subtests
) -> None:
    control = pictograph_emulator.control
    stack.program(MANY)
    commands: dict[str, Callable[[], str]] = {
        "create": stack.up,
        "nothing to do": stack.up,
        "refresh": stack.refresh,
        "destroy": stack.destroy,
    }
    for name, command in commands.items():
        control.forget_requests()
        command()
        sent = Counter(f"{request.method} {request.status}" for request in control.requests())
        with subtests.test(name):
            assert sent.total() <= BUDGET[name], sent
            # They were really counted: these cannot be done without.
            assert sent["POST 201"] == (PROJECTS if name == "create" else 0)
            assert sent["DELETE 200"] == (PROJECTS if name == "destroy" else 0)
