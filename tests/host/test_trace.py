"""Where a resource's stack of calls is cut, and that the process is as before."""

from __future__ import annotations

import runpy
import sys
import traceback
from pathlib import Path

import pytest

from pictograph_provider.host import trace


def own_frames() -> list[str]:
    """As the SDK takes them: three constructors and two functions further in."""

    def in_five(left: int) -> list[str]:
        return in_five(left - 1) if left else [frame.name for frame in traceback.extract_stack()]

    with trace.of_program(sys._getframe()):
        return in_five(trace.OWN - 1)


def test_a_stack_ends_with_the_program_that_is_run(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        f"from {__name__} import own_frames\n\ndef declare():\n    return own_frames()\n\n"
        "found = declare()\n"
    )
    found = runpy.run_path(str(program), run_name="__main__")["found"]
    assert found[:3] == ["<module>", "declare", "own_frames"]
    assert len(found) == 3 + trace.OWN


def test_a_stack_that_no_runner_began_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace, "RUNNER", "nobody")
    assert len(own_frames()) == len(traceback.extract_stack()) + 1 + trace.OWN


@pytest.mark.parametrize("limit", [None, 7])
def test_the_process_is_as_before(monkeypatch: pytest.MonkeyPatch, limit: int | None) -> None:
    monkeypatch.setattr(trace, "RUNNER", __name__)
    if limit is None:
        monkeypatch.delattr(sys, "tracebacklimit", raising=False)
    else:
        monkeypatch.setattr(sys, "tracebacklimit", limit, raising=False)

    def refused() -> None:
        assert sys.tracebacklimit == trace.OWN
        raise RuntimeError

    with pytest.raises(RuntimeError), trace.of_program(sys._getframe()):
        refused()
    assert getattr(sys, "tracebacklimit", None) == limit
