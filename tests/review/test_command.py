"""The command: its exit status, and what it refuses to read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest
from typer.testing import CliRunner

import pictograph_provider.review
from pictograph_provider.cli import app
from pictograph_provider.cli.review import FailOn, status
from pictograph_provider.review.report import Report
from tests.review.reports import REFUSED, change, report

SCHEMA = Path(pictograph_provider.review.__file__).with_name("report.schema.json")
NOTHING = report()
HARMLESS = report(change("new", action="create"))
BLOCKED = report(change("guarded", "refused", action="delete", destructive=False))
BROKEN = report(complete=False, failures=["it broke"])


@pytest.mark.parametrize(
    ("found", "destructive", "any_", "never"),
    [
        (NOTHING, 0, 0, 0),
        (HARMLESS, 0, 1, 0),
        (REFUSED, 1, 1, 0),
        (report(change(verdict="permitted")), 1, 1, 0),
        (report(change(verdict="unknown"), unknown=1), 1, 1, 0),
        (BLOCKED, 1, 1, 0),
        (BROKEN, 2, 2, 2),
    ],
)
def test_the_exit_status(found: Report, destructive: int, any_: int, never: int) -> None:
    assert status(found, FailOn.DESTRUCTIVE) == destructive
    assert status(found, FailOn.ANY) == any_
    assert status(found, FailOn.NEVER) == never


def test_the_published_schema_is_that_of_the_report() -> None:
    wanted = Report.model_json_schema(mode="serialization")
    assert json.loads(SCHEMA.read_text()) == wanted, (
        f"write {SCHEMA.name} anew: it is Report.model_json_schema(mode='serialization')"
    )


@pytest.mark.parametrize("found", [NOTHING, HARMLESS, REFUSED, BROKEN])
def test_a_report_fits_the_published_schema(found: Report) -> None:
    jsonschema_rs.validate(json.loads(SCHEMA.read_text()), json.loads(found.model_dump_json()))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--from", "nowhere.json"], "can't read nowhere.json: No such file or directory"),
        (["--from", "-"], "- holds no preview: it is not JSON"),
        (["--from", "-", "--", "--diff"], "--from reads a preview that is made already"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    args: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["review", *args], input="nothing")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("pictograph-provider: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_an_engine_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(app, ["review"])
    assert done.exit_code == 2
    assert "there is no pulumi on PATH: install it" in done.stderr
