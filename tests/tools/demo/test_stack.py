"""Locks that a killed run left behind, and settings that must not leak in.

A script stands in for `pulumi` and writes down how it was called: the real one is killed at no
chosen moment.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import fakes
from tools.demo.places import DemoError, Places
from tools.demo.stack import Stack
from tools.engine import Engine


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "demo")


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """Every call of `pulumi`, a line each."""
    return tmp_path / "calls"


@pytest.fixture
def stack(tmp_path: Path, places: Places, calls: Path) -> Stack:
    script = f"echo $1 $2 key=$PICTOGRAPH_API_KEY token=$PULUMI_ACCESS_TOKEN >> '{calls}'"
    pulumi = fakes.program(tmp_path / "bin" / "pulumi", script)
    engine = Engine(pulumi, pulumi.parent, "3.259.0")
    return Stack("demo", places, engine, {"PICTOGRAPH_API_KEY": "ours"})


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A `pulumi` of somebody's that is at work."""
    program = fakes.program(tmp_path / "elsewhere" / "pulumi", "echo; read -r _")
    with subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process


def locked(places: Places, pid: int, host: str | None = None) -> None:
    """The lock that the file backend writes while an operation runs."""
    folder = places.state / ".pulumi/locks/organization/road-signs/demo"
    folder.mkdir(parents=True)
    content = {"pid": pid, "username": "user", "hostname": host or socket.gethostname()}
    (folder / "0d1f.json").write_text(json.dumps(content))


def ended() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def test_only_the_demos_own_settings_reach_pulumi(
    stack: Stack, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PICTOGRAPH_API_KEY", "the user's")
    monkeypatch.setenv("PULUMI_ACCESS_TOKEN", "the user's")
    stack.up()
    assert calls.read_text().splitlines() == [
        "stack select key=ours token=",
        "up --non-interactive key=ours token=",
    ]


def test_the_lock_of_a_dead_run_is_released(stack: Stack, places: Places, calls: Path) -> None:
    locked(places, ended())
    stack.up()
    assert "cancel demo" in calls.read_text()


def test_a_number_that_another_program_has_by_now_counts_as_dead(
    stack: Stack, places: Places, calls: Path
) -> None:
    locked(places, os.getpid())
    stack.up()
    assert "cancel demo" in calls.read_text()


def test_the_lock_of_a_living_run_is_respected(
    stack: Stack, places: Places, calls: Path, running: subprocess.Popen[bytes]
) -> None:
    locked(places, running.pid)
    with pytest.raises(DemoError, match=f"in use by process {running.pid}:"):
        stack.up()
    assert "cancel" not in calls.read_text()


def test_the_lock_of_another_machine_is_respected(
    stack: Stack, places: Places, calls: Path
) -> None:
    locked(places, ended(), "elsewhere")
    with pytest.raises(DemoError, match="on elsewhere"):
        stack.up()
    assert "cancel" not in calls.read_text()


def test_without_a_lock_nothing_is_cancelled(stack: Stack, calls: Path) -> None:
    stack.up()
    assert "cancel" not in calls.read_text()


def test_a_failure_of_pulumi_ends_the_demo(stack: Stack) -> None:
    fakes.program(stack.engine.pulumi, "[ $1 != up ]")
    with pytest.raises(DemoError, match="`pulumi up` did not succeed"):
        stack.up()
