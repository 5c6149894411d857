"""docs/adopt.md: its transcript and its program are what the command writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pictograph_provider import Client
from pictograph_provider.cli import app
from pictograph_provider.emulator.server import Emulator
from tests.test_documentation import ROOT, programs

PAGE = ROOT / "docs" / "adopt.md"
STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
TAG = {"name": "tag", "type": "polygon", "color": "#e6194b"}


@pytest.fixture
def written(
    pictograph_emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Path]:
    """What the command says of an organization, and the folder that it has written."""
    emulator = pictograph_emulator
    with Client(emulator.key, emulator.url) as client:
        client.projects.create("road-signs", classes=[STOP])
        client.projects.create("50% off", annotation_types=["polygon"], classes=[TAG])
        client.projects.create("scans", classes=[{"name": "scan"}])
        client.projects.create("road-signs-2024")
        client.projects.archive("road-signs-2024")
    monkeypatch.setenv("PICTOGRAPH_API_KEY", emulator.key)
    monkeypatch.setenv("PICTOGRAPH_BASE_URL", emulator.url)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["adopt", "--out", "adopted"])
    assert done.exit_code == 0, done.output
    return done.output, tmp_path / "adopted"


def test_the_transcript_is_what_the_command_says(written: tuple[str, Path]) -> None:
    said, _ = written
    (shown,) = re.findall(
        r"^\$ pictograph-provider adopt --out adopted\n(.*?)^```", PAGE.read_text(), re.M | re.S
    )
    # The page is for the live service, whose address needs no line.
    assert re.sub(r"^  pulumi config set pictograph:baseUrl .*\n", "", said, flags=re.M) == shown


def test_the_declaration_is_what_is_written(written: tuple[str, Path]) -> None:
    _, folder = written
    (shown,) = programs(PAGE)
    assert shown in (folder / "__main__.py").read_text()
    assert "# its classes are not declared" in (folder / "__main__.py").read_text()


def test_a_catalog_is_written_where_the_page_says_so(
    written: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (command,) = re.findall(
        r"^\$ pictograph-provider (adopt .* --catalog .*)$", PAGE.read_text(), re.M
    )
    words = command.replace("--out adopted", "--out catalog").split()
    assert CliRunner().invoke(app, words).exit_code == 0
    assert {path.name for path in Path("catalog").iterdir()} == {
        "catalog.yaml",
        "__main__.py",
        "import.json",
        "Pulumi.yaml",
    }
