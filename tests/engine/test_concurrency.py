"""The provider answers as many calls at a time as the engine makes."""

from __future__ import annotations

import threading
from typing import Any

from tests.engine.stack import Stack
from tests.rewriting import Rewriter

CALLS = 12

MANY = f"""\
for number in range({CALLS}):
    Project(f"signs-{{number:02}}", classes=[], on_delete="delete")
"""


def test_parallel_says_how_many_projects_are_changed_at_a_time(stack: Stack) -> None:
    together = threading.Barrier(CALLS, timeout=20)
    waiting = "POST"

    def hold(method: str, _path: str, body: Any) -> Any:
        if method == waiting:
            together.wait()
        return body

    stack.program(MANY)
    with Rewriter(stack.url, hold) as proxy:
        stack.pulumi("config", "set", "pictograph:baseUrl", proxy.url).expect()
        stack.up("--parallel", f"{CALLS}")
        waiting = "DELETE"
        stack.destroy("--parallel", f"{CALLS}")
    assert not stack.client.projects.list()
