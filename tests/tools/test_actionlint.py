"""Workflows pass the linter of their host, which knows what no schema does: expressions, inputs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.test_pipelines import ROOT, SNIPPET
from tools import programs

WORKFLOWS = [*(ROOT / ".github" / "workflows").glob("*.yml")]


@pytest.fixture(scope="session")
def actionlint() -> Path:
    return programs.find(programs.ACTIONLINT)


def faults(actionlint: Path, workflow: Path) -> str:
    # Without its helpers for shell and Python scripts, which are not on every machine.
    command = [
        str(actionlint),
        "-no-color",
        "-oneline",
        "-shellcheck=",
        "-pyflakes=",
        str(workflow),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_of_this_repository_passes(actionlint: Path, workflow: Path) -> None:
    assert faults(actionlint, workflow) == ""


def test_the_workflow_of_the_documentation_passes(actionlint: Path, tmp_path: Path) -> None:
    snippet = dict(SNIPPET.findall((ROOT / "docs" / "ci.md").read_text()))["GitHub Actions"]
    (tmp_path / "review.yml").write_text(snippet)
    assert faults(actionlint, tmp_path / "review.yml") == ""
    (tmp_path / "wrong.yml").write_text(snippet.replace("github.event.number", "githb.event"))
    assert "githb" in faults(actionlint, tmp_path / "wrong.yml")
