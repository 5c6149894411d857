"""When the clone's environment is made again.

Making a real one takes half a minute and every run of the tests has just done so; here the
packages are left out.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.tools import fakes
from tools import environment


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone whose environment is complete."""
    place(tmp_path / "clone", monkeypatch)
    for name in environment.SOURCES:
        (environment.CLONE / name).write_text(name)
    fakes.program(environment.PYTHON, "true")
    environment.STAMP.write_text(json.dumps(environment.wanted()))
    return environment.CLONE


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done: the words of each command that say it."""
    done: list[str] = []

    def run(*command: str) -> None:
        words = [w for w in command if w in {"venv", "--require-hashes", "--editable"}]
        done.extend(words)
        if "venv" in words:
            fakes.program(environment.PYTHON, "true")

    monkeypatch.setattr(environment, "run", run)
    return done


def place(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tool work in `clone`."""
    clone.mkdir(exist_ok=True)
    venv = clone / ".venv"
    monkeypatch.setattr(environment, "CLONE", clone)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(environment, "STAMP", venv / "complete.json")


EVERYTHING = ["venv", "--require-hashes", "--editable"]


@pytest.mark.usefixtures("clone")
def test_a_complete_environment_is_left_alone(steps: list[str]) -> None:
    assert environment.main() == 0
    assert steps == []


def test_an_interrupted_one_is_made_anew(clone: Path, steps: list[str]) -> None:
    environment.STAMP.unlink()
    half = clone / ".venv" / "half"
    half.touch()
    assert environment.main() == 0
    assert steps == EVERYTHING
    assert not half.exists()
    assert environment.differences() == set()


def test_another_lock_means_a_new_one(clone: Path, steps: list[str]) -> None:
    (clone / "requirements.lock").write_text("other versions")
    environment.main()
    assert steps == EVERYTHING


def test_another_pyproject_installs_only_the_clone_again(clone: Path, steps: list[str]) -> None:
    (clone / "pyproject.toml").write_text("another command")
    environment.main()
    assert steps == ["--editable"]
    assert environment.differences() == set()


@pytest.mark.usefixtures("clone")
def test_a_removed_python_means_a_new_one(steps: list[str]) -> None:
    environment.PYTHON.unlink()
    environment.PYTHON.symlink_to("/usr/lib/gone/python3")
    environment.main()
    assert steps == EVERYTHING


def test_a_moved_clone_means_a_new_one(
    clone: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place(clone.rename(clone.with_name("moved clone")), monkeypatch)
    environment.main()
    assert steps == EVERYTHING


@pytest.mark.parametrize(
    ("command", "printed", "sentence"),
    [
        (["python3", "-m", "venv", ".venv"], "ensurepip is not available", "python3-venv"),
        (
            ["python", "-m", "pip", "install"],
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "not the one that requirements.lock pins",
        ),
        (
            ["python", "-m", "pip", "install"],
            "WARNING: Retrying\nERROR: No matching distribution found for x==1",
            r"could not be installed \(ERROR: No matching distribution found for x==1\)",
        ),
    ],
)
def test_a_failure_is_one_sentence(
    command: list[str],
    printed: str,
    sentence: str,
    clone: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: str) -> None:
        raise subprocess.CalledProcessError(1, command, printed)

    (clone / "requirements.lock").write_text("other versions")
    monkeypatch.setattr(environment, "run", fail)
    assert environment.main() == 1
    printed_lines = capsys.readouterr().err.splitlines()
    assert len(printed_lines) == 2  # what it sets up, and why it could not
    assert re.search(sentence, printed_lines[1])
    assert environment.differences() != set()
