"""What a person sees of a long command, and what a log gets of it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

import pytest

KNOWN = """
import time
from pictograph_provider.cli.progress import progress
with progress("restoring images") as advance:
    time.sleep(0.3)
    advance(1200, 2400)
    time.sleep(0.3)
print("done")
"""
UNKNOWN = """
import time
from pictograph_provider.cli.progress import tracked
for _ in tracked(range(3), None, "reading projects"):
    time.sleep(0.2)
print("done")
"""


def on_a_terminal(program: str) -> str:
    """What is written to a terminal, without colors; each redrawing on a line of its own."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", program]
    env = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as run:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 1 << 16):
                said += piece
        except OSError:  # how a terminal says that nobody writes to it any more
            pass
    os.close(ours)
    assert run.returncode == 0, said
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]|\r", "\n", said.decode())


def test_a_bar_says_how_much_of_how_much_is_done() -> None:
    said = on_a_terminal(KNOWN)
    assert "restoring images" in said
    assert "1,200 of 2,400" in said
    assert re.search(r"0:00:0\d", said)


@pytest.mark.parametrize("program", [KNOWN, UNKNOWN])
def test_nothing_is_said_of_a_number_that_is_not_known(program: str) -> None:
    said = on_a_terminal(program)
    assert "?" not in said
    assert "None" not in said


def test_items_are_counted_where_nobody_knows_how_many_come() -> None:
    assert re.search(r"reading projects\s.*\b2\b", on_a_terminal(UNKNOWN), re.DOTALL)


@pytest.mark.parametrize("program", [KNOWN, UNKNOWN])
def test_a_log_gets_no_bar(program: str) -> None:
    command = [sys.executable, "-c", program]
    env = os.environ | {"FORCE_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    assert done.stdout == "done\n"
    assert done.stderr == ""
