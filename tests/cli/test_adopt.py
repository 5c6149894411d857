"""``pictograph-provider adopt --json``: what a script gets to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.cli import adopt
from pictograph_provider.emulator import Emulator
from tests.cli.test_emulator import refused, run


def test_it_says_what_was_written_and_what_to_run(
    pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    key, url = pictograph_emulator.key, pictograph_emulator.url
    service = {"PICTOGRAPH_API_KEY": key, "PICTOGRAPH_BASE_URL": url}
    with Client(key, url) as client:
        signs = client.projects.create("signs")
        client.projects.create("old")
        client.projects.archive("old")
    out = tmp_path / "taken over"

    done = run("adopt", "--out", str(out), "--json", **service)

    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert document["adopted"] == [{"name": "signs", "id": signs.id, "note": None}]
    assert list(document["left_out"]) == ["old"]
    assert document["folder"] == str(out)
    assert sorted(document["written"]) == sorted(path.name for path in out.iterdir())
    assert document["next"][0] == f"cd '{out}'"
    assert document["next"][-1] == "pulumi preview --expect-no-changes"
    assert "nothing to adopt" in refused(
        "adopt", "--out", str(out), "--match", "none", "--json", **service
    )


def test_it_says_that_it_knows_no_other_stacks(
    pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    key, url = pictograph_emulator.key, pictograph_emulator.url
    with Client(key, url) as client:
        client.projects.create("signs")

    done = run(
        *("adopt", "--out", str(tmp_path / "a")), PICTOGRAPH_API_KEY=key, PICTOGRAPH_BASE_URL=url
    )

    assert "another stack manages already" in done.stdout


def test_nothing_is_left_in_the_way_where_it_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def interrupted(path: Path, *args: Any, **options: Any) -> Any:
        if path.name == "import.json":
            raise KeyboardInterrupt
        return opened(path, *args, **options)

    files = {"__main__.py": "", "import.json": "{}"}
    monkeypatch.setattr(Path, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        adopt._write(tmp_path, files)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_is_no_option_of_cd() -> None:
    assert next(adopt._commands(Path("-signs"), None, "")) == "cd ./-signs"
