"""What a run of the engine sees of the caller's environment."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools.engine import Engine


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(tmp_path / "bin" / "pulumi", tmp_path / "bin", "3.259.0")


@pytest.mark.parametrize(
    "name",
    [
        "PULUMI_ACCESS_TOKEN",
        "PULUMI_STACK",
        "PULUMI_CONFIG_PASSPHRASE_FILE",
        "PICTOGRAPH_API_KEY",
        "PICTOGRAPH_BASE_URL",
        "PYTHONPATH",
    ],
)
def test_settings_of_the_callers_own_do_not_reach_it(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "the caller's own")
    assert name not in engine.env(tmp_path)


def test_everything_it_writes_goes_below_one_folder(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_HOME", "/somewhere/else")
    monkeypatch.setenv("PULUMI_BACKEND_URL", "s3://the-callers-states")
    root = tmp_path / "a folder"
    env = engine.env(root)
    assert env["PULUMI_HOME"] == str(root / "pulumi")
    assert env["PULUMI_BACKEND_URL"] == f"file://{root / 'state'}"
    assert (root / "state").is_dir()


def test_its_programs_and_this_python_come_first(engine: Engine, tmp_path: Path) -> None:
    env = engine.env(tmp_path)
    assert env["PATH"].split(":")[:2] == [str(engine.bin), str(Path(sys.executable).parent)]
    assert env["PULUMI_PYTHON_CMD"] == sys.executable


def test_loopback_goes_past_the_proxy(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("NO_PROXY", "example.com")
    assert engine.env(tmp_path)["no_proxy"] == "example.com,127.0.0.1,localhost"


def test_what_is_asked_for_comes_last(engine: Engine, tmp_path: Path) -> None:
    env = engine.env(tmp_path, passphrase="x", PICTOGRAPH_API_KEY="k", PULUMI_HOME="elsewhere")
    assert (env["PULUMI_CONFIG_PASSPHRASE"], env["PICTOGRAPH_API_KEY"]) == ("x", "k")
    assert env["PULUMI_HOME"] == "elsewhere"
