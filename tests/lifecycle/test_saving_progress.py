"""What is said while annotations are saved for long."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pictograph_provider.client.config import client_config
from pictograph_provider.emulator.seeding import seed
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.lifecycle import save
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.update import update
from pictograph_provider.state.declaration import Declaration, declaration
from pictograph_provider.state.recorded import record


def test_it_says_first_what_changes_and_leaves_nothing_for_the_end(
    session: Session,
    pictograph_emulator: Emulator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(save, "QUIET", 0.0)
    pictograph_emulator.control.set(export_reads=2)
    project = session.client.projects.create(
        "road-signs", classes=[{"name": "merge", "type": "bbox"}]
    )
    config = client_config(pictograph_emulator.key, pictograph_emulator.url)
    seed(config, "road-signs", 1, {"merge": 2})
    said: list[tuple[str, bool]] = []

    def speak(text: str, /, *, warn: bool = False, passing: bool = False) -> None:
        said.append((text, passing))

    wanted = declaration(
        {
            "name": "road-signs",
            "classes": {},
            "class_order": "",
            "allow_class_removal": ["merge"],
            "save_before_removal": str(tmp_path),
        }
    )
    before = record(project, Declaration(name="road-signs", classes=()))
    heard = replace(session, shell=replace(session.shell, voice=speak))
    update(heard, project.id, before, wanted)

    passing = [text for text, passes in said if passes]
    assert passing
    assert set(passing) == {"saving, 0 s: the export is processing (road-signs)"}
    assert any("saved 2 annotations" in text for text, passes in said if not passes)
