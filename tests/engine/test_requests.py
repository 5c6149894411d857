"""How many requests a command may send. A service far away makes each of them a wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.stack import Stack

PROJECTS = 20

MANY = """\
for number in range({projects}):
    Project(
        f"signs-{{number:02}}",
        classes=[ProjectClass(name="stop", type="bbox", color="#ff0000")],
        on_delete="{on_delete}",
    )
"""

SINGLY = 2
"""Questions after projects that are asked one by one before a listing answers all the others."""

CREATE = SINGLY + 2 + 1 + PROJECTS
"""Is each name free? After the single ones, a listing says it of those in use and another one of
the archived; one request proves the key, since any server says 404. And one write for each: its
answer is the project, so nothing is read back."""

AGAIN = CREATE + PROJECTS
"""After a destroy, within a day: each create brings the answer of the first one, whose project no
listing has any more, and is then sent under a key of its own."""

REFRESH = SINGLY + 1
"""The first are read singly, and a listing, up to a thousand projects a page, has the others."""

COUNTED = 3 * PROJECTS
"""`delete-if-empty` reads each project's own count of images, asks its statistics as well since
counters may lag, and deletes it. By a listing nothing is ever deleted."""

LISTED = SINGLY + 1 + PROJECTS
"""`on_delete="delete"` says that all its content may be deleted: each is, once a listing has said
that it is called as it was recorded."""


@pytest.mark.parametrize(
    ("on_delete", "destroy"), [("delete-if-empty", COUNTED), ("delete", LISTED)]
)
def test_no_command_sends_more_requests_than_its_budget(
    stack: Stack,
    pictograph_emulator: Emulator,
    subtests: pytest.Subtests,
    on_delete: str,
    destroy: int,
) -> None:
    control = pictograph_emulator.control
    stack.program(MANY.format(projects=PROJECTS, on_delete=on_delete))
    commands: dict[str, tuple[Callable[[], str], int]] = {
        "create": (stack.up, CREATE),
        "nothing to do": (stack.up, 0),
        "refresh": (stack.refresh, REFRESH),
        "destroy": (stack.destroy, destroy),
        "create again": (stack.up, AGAIN),
    }
    for name, (command, budget) in commands.items():
        control.forget_requests()
        command()
        sent = Counter(f"{request.method} {request.status}" for request in control.requests())
        with subtests.test(name):
            assert sent.total() <= budget, sent
            # They were really counted: these cannot be done without.
            created = {"create": PROJECTS, "create again": 2 * PROJECTS}
            assert sent["POST 201"] == created.get(name, 0)
            assert sent["DELETE 200"] == (PROJECTS if name == "destroy" else 0)
