"""Two runs at once, and runs that are killed.

The build is a stand-in that waits until it is told to go on: where a real one is after so many
seconds is different on every machine, and what matters is the moment between its steps.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import fakes
from tools import engine
from tools.engine import cache, release

CLONE = Path(__file__).parents[3]
DEADLINE_SECONDS = 30.0


@pytest.fixture
def slow_go(path: Path, tmp_path: Path) -> Path:
    """A `go` whose builds write their process id to `started` and wait to read from `gate`."""
    for name in ("started", "gate"):
        os.mkfifo(tmp_path / name)
    sources = tmp_path / "sources"
    for name in release.SCRIPTS:
        fakes.program(sources / "python" / "cmd" / name, "true")
    version = f"printf '#!/bin/sh\\necho v{release.VERSION}\\n'"
    fakes.program(
        path / "go",
        f"""
        case $1 in
        env) echo go1.25.11; exit ;;
        list) echo '{sources}'; exit ;;
        esac
        while [ "$1" != -o ]; do shift; done
        echo half a program > "$2"
        echo $$ > '{tmp_path}/started'
        read -r _ < '{tmp_path}/gate'
        {version} > "$2"
        chmod 755 "$2"
        """,
    )
    return tmp_path


@pytest.fixture
def runs() -> Iterator[list[subprocess.Popen[str]]]:
    """The runs that a test started; what is left of them is ended."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def run(runs: list[subprocess.Popen[str]]) -> subprocess.Popen[str]:
    """Start `python -m tools.engine`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.engine"],
        cwd=CLONE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    runs.append(process)
    return process


def building(machine: Path) -> int:
    """Wait until a build has begun; its process id."""
    return int((machine / "started").read_text())


def go_on(machine: Path) -> None:
    """Let the build that waits finish its program."""
    (machine / "gate").write_text("\n")


def finish(machine: Path, process: subprocess.Popen[str]) -> str:
    """Let both programs of a run be built; what the run printed."""
    go_on(machine)
    building(machine)
    go_on(machine)
    return process.communicate(timeout=DEADLINE_SECONDS)[0].strip()


def test_a_second_run_waits_for_the_first_and_uses_its_engine(
    slow_go: Path, runs: list[subprocess.Popen[str]]
) -> None:
    first = run(runs)
    building(slow_go)
    second = run(runs)
    assert second.stderr is not None
    assert "waiting for it" in second.stderr.readline()
    expected = str(cache.entry() / "bin")
    assert finish(slow_go, first) == expected
    # A build of its own would wait at the gate, past every deadline.
    assert second.communicate(timeout=DEADLINE_SECONDS)[0].strip() == expected


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_run_after_an_interrupted_one_succeeds(
    slow_go: Path, runs: list[subprocess.Popen[str]], number: signal.Signals
) -> None:
    interrupted = run(runs)
    compiler = building(slow_go)
    interrupted.send_signal(number)
    interrupted.communicate(timeout=DEADLINE_SECONDS)
    assert not cache.entry().exists()
    if number == signal.SIGKILL:
        os.kill(compiler, signal.SIGKILL)

    again = run(runs)
    building(slow_go)
    assert finish(slow_go, again) == str(cache.entry() / "bin")
    assert {f.name for f in (cache.entry() / "bin").iterdir()} == set(release.PROGRAMS)
    assert engine.find().version == release.VERSION


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_run_leaves_no_compiler_behind(
    slow_go: Path, runs: list[subprocess.Popen[str]], number: signal.Signals
) -> None:
    interrupted = run(runs)
    compiler = building(slow_go)
    interrupted.send_signal(number)
    interrupted.communicate(timeout=DEADLINE_SECONDS)
    assert interrupted.returncode == 128 + number
    with pytest.raises(ProcessLookupError):
        os.kill(compiler, 0)


def test_nothing_but_the_engine_is_left_in_the_cache(
    slow_go: Path, runs: list[subprocess.Popen[str]]
) -> None:
    first = run(runs)
    building(slow_go)
    finish(slow_go, first)
    left = {f.name for f in cache.root().iterdir() if f.name != cache.entry().name}
    assert len(left) == 1
    assert left.pop().endswith(".lock")
