"""What a killed Pulumi left running is ended, and nothing else."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import fakes
from tools.demo.places import Places
from tools.demo.processes import end_strays

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="this system hides the environment"
)


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def start(program: Path, home: Path) -> subprocess.Popen[bytes]:
    """A program that runs with this PULUMI_HOME until it is ended."""
    fakes.program(program, "echo; read -r _")
    process = subprocess.Popen(
        [program],
        env={**os.environ, "PULUMI_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_only_pulumis_programs_with_the_demos_home_are_ended(
    tmp_path: Path, processes: list[subprocess.Popen[bytes]]
) -> None:
    places = Places(tmp_path / "demo")
    ours = places.root / "pulumi"
    provider = tmp_path / "pulumi-resource-pulumi-python"
    stray = start(provider, ours)
    others = [start(provider, tmp_path / "home"), start(tmp_path / "shell", ours)]
    processes += [stray, *others]

    assert end_strays(places) == [stray.pid]
    assert stray.wait() < 0
    assert [process.poll() for process in others] == [None, None]
