"""Commands that cannot do what they are told, in one line each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pictograph_provider import Client
from pictograph_provider.cli import app, plugin
from pictograph_provider.cli.errors import UserError
from pictograph_provider.emulator import Emulator


@pytest.fixture(autouse=True)
def service(pictograph_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PICTOGRAPH_API_KEY", pictograph_emulator.key)
    monkeypatch.setenv("PICTOGRAPH_BASE_URL", pictograph_emulator.url)
    with Client(pictograph_emulator.key, pictograph_emulator.url) as client:
        client.projects.create("road-signs")


def refused(*args: str) -> str:
    error = CliRunner().invoke(app, args).exception
    assert isinstance(error, UserError)
    return str(error)


def test_adopt_overwrites_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "import.json").write_text("mine")
    assert refused("adopt", "--out", str(out)) == (
        f"{out} holds import.json already. Nothing was written. Name another folder with --out."
    )
    assert (out / "import.json").read_text() == "mine"
    assert [path.name for path in out.iterdir()] == ["import.json"]


def test_adopt_leaves_nothing_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "below"
    assert refused("adopt", "--out", str(out)) == (
        f"can't write to {out}: Not a directory. Nothing is left."
    )


def test_a_plugin_needs_the_script_beside_its_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(UserError, match="this environment was not made by pip"):
        plugin.install()
