"""The tutorial and the page on testing, followed to the letter."""

from __future__ import annotations

from pathlib import Path

from pictograph_provider.emulator.server import Emulator
from tests.engine.transcript import follow
from tests.test_documentation import ROOT

DOCS = ROOT / "docs"


def test_the_tutorial_says_what_happens(
    engine_env: dict[str, str], pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    folder = tmp_path / "signs"
    folder.mkdir()
    given = {
        "PICTOGRAPH_BASE_URL": pictograph_emulator.url,
        "PICTOGRAPH_API_KEY": pictograph_emulator.key,
    }
    differs = follow((DOCS / "tutorial.md").read_text(), folder, {**engine_env, **given})
    assert not differs, "\n".join(differs)


def test_the_example_of_a_test_passes(engine_env: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "signs"
    folder.mkdir()
    differs = follow((DOCS / "testing.md").read_text(), folder, engine_env)
    assert not differs, "\n".join(differs)


def test_a_transcript_that_is_wrong_is_noticed(tmp_path: Path) -> None:
    page = "```console\n$ echo one\none\n$ echo two\n...\nthree\n```\n"
    assert follow(page, tmp_path, {"PATH": "/usr/bin:/bin"}) == ["$ echo two\ntwo\n"]
