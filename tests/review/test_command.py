"""The command: its exit status, and what it refuses to read."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
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
        f"write {SCHEMA.name} again: it is Report.model_json_schema(mode='serialization')"
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


EMPTY = json.dumps({"steps": [], "duration": 1})


def test_several_formats_of_one_run(tmp_path: Path) -> None:
    files = [tmp_path / f"review{suffix}" for suffix in (".html", ".md", ".json", ".TXT")]
    options = [part for file in files for part in ("--output", str(file))]
    done = CliRunner().invoke(app, ["review", "--from", "-", *options], input=EMPTY)
    assert (done.exit_code, done.stderr) == (0, "")
    page, comment, document, table = (file.read_text() for file in files)
    assert page.startswith("<!doctype html>")
    assert comment.startswith("<!-- pictograph-provider review")
    assert json.loads(document)["complete"]
    assert table == done.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--output", "review.pdf"], "must be one of .txt, .md, .html, .json"),
        (["--output", "nowhere/review.md"], "can't write nowhere/review.md: No such file"),
        (["--json"], "write --format json"),
    ],
)
def test_an_output_that_cannot_be_is_an_error(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["review", "--from", "-", *options], input=EMPTY)
    assert done.exit_code == 2
    assert said in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_terminal_sees_how_far_it_is_and_a_log_does_not(tmp_path: Path) -> None:
    program = str(Path(sys.executable).with_name("pictograph-provider"))
    command = [program, "review", "--from", "-"]
    ours, theirs = pty.openpty()
    try:
        for stderr in (theirs, subprocess.PIPE):
            env = {**os.environ, "TERM": "xterm", "FORCE_COLOR": "1"}
            done = subprocess.run(
                command,
                input=EMPTY.encode(),
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=env,
                check=False,
            )
            assert done.returncode == 0
            assert not done.stderr
        assert b"making the preview" in os.read(ours, 65536)
    finally:
        os.close(ours)
        os.close(theirs)


def test_without_an_engine_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(app, ["review"])
    assert done.exit_code == 2
    assert "there is no pulumi on PATH: install it" in done.stderr
