"""docs/save.md: its transcripts and sentences are what the program says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pictograph_provider import Client
from pictograph_provider.cli import app
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.lifecycle.shell import Shell
from pictograph_provider.lifecycle.update import update
from pictograph_provider.saving.policy import SavePolicy
from pictograph_provider.state.declaration import Declaration, declaration
from pictograph_provider.state.recorded import record
from tests.saving.album import Album, shapes
from tests.saving.removals import save_classes
from tests.test_documentation import ROOT

PAGE = (ROOT / "docs" / "save.md").read_text()
STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}
MERGE = {"name": "merge", "type": "bbox", "color": "#00aaff"}
INPUTS = {
    "name": "road-signs",
    "classes": {"stop (bbox)": "#ff0000"},
    "class_order": "stop",
    "allow_class_removal": ["merge"],
}
OWN = (
    (r"(?<=restore )\S*/(?=road-signs\.)", ""),  # the folder
    (r"\d{8}T\d{6}Z(\.[0-9a-f]{8})?", "TIME"),
)
"""What is another one each time."""


def blocks(language: str = "") -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return [text for kind, text in found if kind == language]


def plain(text: str) -> str:
    """A text in one line, without what is another one each time."""
    for pattern, word in OWN:
        text = re.sub(pattern, word, text)
    return " ".join(text.split())


@pytest.fixture
def client(pictograph_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setenv("PICTOGRAPH_API_KEY", pictograph_emulator.key)
    monkeypatch.setenv("PICTOGRAPH_BASE_URL", pictograph_emulator.url)
    with Client(pictograph_emulator.key, pictograph_emulator.url, max_retries=0) as client:
        yield client


@pytest.fixture
def album(client: Client, pictograph_emulator: Emulator) -> Iterator[Album]:
    """Six annotations on three images, one of which is archived."""
    client.projects.create("road-signs", classes=[STOP, MERGE])
    album = Album(client, pictograph_emulator.url, pictograph_emulator.key)
    album.add("a.png", shapes("merge", "m"))
    album.add("left/a.png", shapes("merge", "n"))
    album.add("old.png", shapes("merge", "o"))
    album.archive("old.png")
    yield album
    album.close()


def removed(client: Client, said: list[str], folder: Path) -> None:
    """Take the class away, as an `up` does."""

    def speak(text: str, /, *, warn: bool = False, passing: bool = False) -> None:
        said.append(f"warning: {text}" if warn else text)

    live = client.projects.get("road-signs")
    before = record(live, Declaration(name="road-signs", classes=()))
    wanted = declaration({**INPUTS, "save_before_removal": str(folder)})
    update(Session(client, shell=Shell(voice=speak)), live.id, before, wanted)


def restored(*args: str) -> str:
    done = CliRunner().invoke(app, ["restore", *args])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_removal_and_its_way_back(client: Client, album: Album, tmp_path: Path) -> None:
    first, _, back, *_ = (text for text in blocks("console") if "$ " in text)
    said: list[str] = []
    removed(client, said, tmp_path)
    _, _, shown = first.partition("...\n")
    assert plain(shown) == plain("\n".join(said))

    (receipt,) = tmp_path.glob("*.receipt.json")
    _, _, shown = back.partition(".receipt.json\n")
    assert plain(shown) == plain(restored(str(receipt)))


def test_a_removal_to_a_bucket_says_the_same(client: Client, album: Album, tmp_path: Path) -> None:
    _, second, *_ = blocks("console")
    _, _, shown = second.partition("...\n")
    lines = save_classes(client, tmp_path, "merge").lines()
    in_bucket = [lines[0], re.sub(r"(?<=restore )\S*/", "s3://removals/signs/", lines[-1])]
    assert plain(shown) == plain("\n".join(in_bucket))


def test_a_whole_project_is_looked_at_first(client: Client, album: Album, tmp_path: Path) -> None:
    *_, third = blocks("console")
    saved = save_classes(client, tmp_path)
    client.projects.delete("road-signs")
    client.projects.create("road-signs", classes=[STOP, MERGE])
    for path in ("a.png", "left/a.png", "old.png"):
        album.add(path)
    _, _, shown = third.partition("--dry-run\n")
    said = restored(str(saved.path), "--project", "road-signs", "--by-file-name", "--dry-run")
    assert plain(shown) == plain(said)


def test_a_stack_that_requires_it(client: Client) -> None:
    shown, *_ = (text for text in blocks() if text.startswith("refused: "))
    assert plain(shown) == plain(f"refused: {SavePolicy(by_stack=True).refusal()}.")


def test_a_save_that_fails(
    client: Client, album: Album, pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    shown, *_ = (text for text in blocks() if text.startswith("error: "))
    pictograph_emulator.control.set(export_failure="out of space")
    with pytest.raises(RefusedError) as caught:
        removed(client, [], tmp_path)
    assert plain(shown) == plain(f"error: {caught.value}")
    assert len(client.projects.get("road-signs").classes) == 2
