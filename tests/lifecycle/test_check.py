"""A change is held against the live project, found by the name it is known to have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.lifecycle.check import check
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import recorded_inputs


@pytest.fixture
def session(pictograph_emulator: Emulator) -> Iterator[Session]:
    with Client(pictograph_emulator.key, pictograph_emulator.url) as client:
        yield Session(client)


def declared(name: str, cls: str) -> dict[str, Any]:
    return {"name": name, "classes": {f"{cls} (bbox)": "any color"}, "class_order": cls}


def reasons(session: Session, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return check(session, recorded_inputs(old), declaration(new))


def test_a_project_that_has_its_new_name_already_is_found_by_it(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    session.client.projects.create("all-signs", classes=[{"name": "yield", "type": "bbox"}])
    assert reasons(session, declared("road-signs", "stop"), declared("all-signs", "yield")) == []
    assert "road-signs: is called all-signs already" in "".join(capsys.readouterr())


@pytest.mark.parametrize("name", ["road-signs", "all-signs"])
def test_a_project_that_has_neither_name_is_refused(session: Session, name: str) -> None:
    session.client.projects.create("somebody-elses")
    (reason,) = reasons(session, declared("road-signs", "stop"), declared(name, "yield"))
    assert "no project is called road-signs any more" in reason
