"""A preview from a file may be anybody's: no key goes where it says."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pictograph_provider.cli import app
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.review.preview import PROJECT
from tests.client.fakes import Fake, json_answer

KEY = "pk_live_" + "a" * 64
OWNER = {"id": "org", "name": "Somebody"}

ENGINE = """\
#!/bin/sh
# The stack's configuration, which is the user's own file.
case "$3" in
  pictograph:apiKey) echo "$STACK_KEY";;
  pictograph:baseUrl) echo "$STACK_URL";;
esac
"""


def hostile(url: str) -> str:
    urn = f"urn:pulumi:dev::signs::{PROJECT}::road-signs"
    outputs = {"name": "road-signs", "on_delete": "delete", "organization_id": "org"}
    step = {"op": "delete", "urn": urn, "oldState": {"id": "p1", "outputs": outputs}}
    document = {"config": {"pictograph:baseUrl": url}, "steps": [step], "changeSummary": {}}
    return json.dumps(document)


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pictograph_emulator: Emulator) -> None:
    """A stack of one's own, whose service is the emulator."""
    engine = tmp_path / "pulumi"
    engine.write_text(ENGINE)
    engine.chmod(engine.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("STACK_KEY", pictograph_emulator.key)
    monkeypatch.setenv("STACK_URL", pictograph_emulator.url)
    for name in ("PICTOGRAPH_API_KEY", "PICTOGRAPH_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("stack")
@pytest.mark.parametrize("env", [{}, {"PICTOGRAPH_API_KEY": KEY}], ids=["stack", "environment"])
def test_the_server_that_a_file_names_sees_no_request(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch, pictograph_emulator: Emulator
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    with Fake(json_answer(OWNER)) as evil:
        done = CliRunner().invoke(app, ["review", "--from", "-"], input=hostile(evil.url))
        assert evil.seen == {}
    assert pictograph_emulator.control.requests() == []
    assert done.exit_code == 2
    assert f"the preview was made for the service at {evil.url}" in " ".join(done.stdout.split())


@pytest.mark.usefixtures("stack")
def test_the_way_out_that_it_names_counts_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with Fake(json_answer(OWNER)) as chosen:
        monkeypatch.setenv("PICTOGRAPH_API_KEY", KEY)
        monkeypatch.setenv("PICTOGRAPH_BASE_URL", chosen.url)
        CliRunner().invoke(app, ["review", "--from", "-"], input=hostile("https://elsewhere"))
        assert {headers["x-api-key"] for headers in chosen.seen.values()} == {KEY}
