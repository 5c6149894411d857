"""How an interrupted program ends, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pictograph_provider.host.interrupt import INTERRUPTED, PROGRAM_HOST

BLOCKED = """\
import threading
from concurrent.futures import ThreadPoolExecutor
import pulumi
from pictograph_provider import Project

try:
    Project("signs", opts=pulumi.ResourceOptions(import_="signs"))
except pulumi.RunError:
    pass  # refused: no engine is needed, and what is tested is there
ThreadPoolExecutor().submit(threading.Event().wait)
print("so far", end="")
raise KeyboardInterrupt
"""
"""As the engine leaves a program: a call in another thread that is never answered."""

FAILING = """\
import pulumi
from pictograph_provider import Project

try:
    Project("signs", opts=pulumi.ResourceOptions(import_="signs"))
except pulumi.RunError:
    pass
raise {error}
"""


def run(script: Path, text: str) -> subprocess.CompletedProcess[str]:
    script.write_text(text)
    return subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False
    )


def test_a_program_ends_at_once_in_silence_and_with_its_output_whole(tmp_path: Path) -> None:
    done = run(tmp_path / PROGRAM_HOST, BLOCKED)
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "so far", "")


@pytest.mark.parametrize(
    ("script", "error"), [("drive.py", "KeyboardInterrupt"), (PROGRAM_HOST, "ValueError")]
)
def test_a_script_that_drives_pulumi_and_an_error_are_left_alone(
    tmp_path: Path, script: str, error: str
) -> None:
    done = run(tmp_path / script, FAILING.format(error=error))
    assert done.returncode != 0
    assert f"\n{error}" in done.stderr


def test_a_program_that_takes_a_resource_and_declares_none_ends_in_silence_too(
    tmp_path: Path,
) -> None:
    text = "from pictograph_provider import Project\nraise KeyboardInterrupt\n"
    done = run(tmp_path / PROGRAM_HOST, text)
    assert (done.returncode, done.stderr) == (INTERRUPTED, "")


def test_importing_the_package_alone_leaves_an_interrupt_as_it_is(tmp_path: Path) -> None:
    text = "import pictograph_provider, pictograph_provider.project\nraise KeyboardInterrupt\n"
    done = run(tmp_path / PROGRAM_HOST, text)
    assert "KeyboardInterrupt" in done.stderr
