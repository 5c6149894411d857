"""Files that hosts of repositories read, held against the schemas of those hosts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from check_jsonschema import main
from click.testing import CliRunner

ROOT = Path(__file__).parent.parent
FILES = [
    *((path, "github-workflows") for path in (ROOT / ".github/workflows").glob("*.yml")),
    *((path, "github-issue-forms") for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml")),
    (ROOT / ".github/ISSUE_TEMPLATE/config.yml", "github-issue-config"),
]
SNIPPET = re.compile(r"^## (GitHub Actions|GitLab CI)\n.*?^```yaml\n(.*?)^```", re.M | re.S)
SCHEMAS = {"GitHub Actions": "github-workflows", "GitLab CI": "gitlab-ci"}


def faults(path: Path, schema: str) -> str:
    """What a schema has against a file; empty where it has nothing. Asks nothing of a network."""
    done = CliRunner().invoke(main, ["--builtin-schema", f"vendor.{schema}", str(path)])
    return done.output if done.exit_code else ""


@pytest.mark.parametrize(("path", "schema"), FILES, ids=lambda value: getattr(value, "name", ""))
def test_files_of_the_host_fit_its_schema(path: Path, schema: str) -> None:
    assert faults(path, schema) == ""


def test_a_file_that_does_not_fit_is_found(tmp_path: Path) -> None:
    (tmp_path / "ci.yml").write_text("on: push\njobs:\n  check:\n    run: make check\n")

    assert "run" in faults(tmp_path / "ci.yml", "github-workflows")


@pytest.mark.parametrize("host", SCHEMAS)
def test_pipelines_of_the_documentation_fit_their_schema(host: str, tmp_path: Path) -> None:
    snippets = dict(SNIPPET.findall((ROOT / "docs/ci.md").read_text()))
    (tmp_path / "pipeline.yml").write_text(snippets[host])

    assert faults(tmp_path / "pipeline.yml", SCHEMAS[host]) == ""


def test_workflows_run_what_the_makefile_has() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        used = re.findall(r"run: make (.+)", path.read_text())
        assert used
        assert {target for line in used for target in line.split()} <= targets
