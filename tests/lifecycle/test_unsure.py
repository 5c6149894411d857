"""Answers that leave one unsure: a 404 that is not true, one that is, and none after an effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.client import NotFoundError, ServerError
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.lifecycle.create import create
from pictograph_provider.lifecycle.delete import delete
from pictograph_provider.lifecycle.read import read
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.update import update
from pictograph_provider.models import Project
from pictograph_provider.state.declaration import declaration

INPUTS = {"name": "road-signs", "class_set": {"stop (bbox)": "#ff0000"}, "class_order": "stop"}


@pytest.fixture
def session(pictograph_emulator: Emulator) -> Iterator[Session]:
    # One try each: what is done about an answer is not the transport's here.
    with Client(pictograph_emulator.key, pictograph_emulator.url, max_retries=0) as client:
        yield Session(client)


@pytest.fixture
def project(session: Session) -> Project:
    return session.client.projects.create("road-signs", classes=[{"name": "stop", "type": "bbox"}])


def recorded(project: Project) -> dict[str, Any]:
    organization = project.organization_id
    return {"project_id": project.id, "organization_id": organization, "on_delete": "delete"}


def test_one_negative_read_is_not_believed(
    session: Session, project: Project, pictograph_emulator: Emulator
) -> None:
    control = pictograph_emulator.control
    control.fault("status", status=404, path=f"{project.id}$")
    found = read(session, project.id, recorded(project))
    assert found is not None
    assert found.id == project.id

    control.fault("status", status=404, path=f"{project.id}$")
    delete(session, project.id, recorded(project))
    assert session.client.projects.list() == []


def test_what_is_really_gone_is_gone(session: Session, project: Project) -> None:
    session.client.projects.delete(id=project.id)
    assert read(session, project.id, recorded(project)) is None


def test_a_project_that_somebody_deletes_first_is_let_go(
    session: Session, project: Project, pictograph_emulator: Emulator
) -> None:
    path = f"/api/v1/developer/datasets/{project.id}"
    somebody = [{"method": "DELETE", "path": path}]
    pictograph_emulator.control.fault("writer", method="DELETE", requests=somebody)
    delete(session, project.id, recorded(project))


def test_a_delete_that_was_not_done_is_an_error(
    session: Session, project: Project, pictograph_emulator: Emulator
) -> None:
    pictograph_emulator.control.fault("status", method="DELETE", status=404)
    with pytest.raises(NotFoundError):
        delete(session, project.id, recorded(project))
    assert len(session.client.projects.list()) == 1


def test_a_removal_that_cannot_be_counted_afterwards_is_done_all_the_same(
    session: Session,
    project: Project,
    pictograph_emulator: Emulator,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # The statistics are read before the write, and after it.
    pictograph_emulator.control.fault("status", status=500, path="insights$", skip=1)
    olds = {**INPUTS, **recorded(project)}
    after = update(session, project.id, olds, {**INPUTS, "class_set": {}, "class_order": ""})
    assert after is not None
    assert after.classes == []
    assert "before, not counted since" in "".join(capsys.readouterr())


def test_a_created_project_is_recorded_though_it_cannot_be_read_back(
    session: Session, pictograph_emulator: Emulator, capsys: pytest.CaptureFixture[str]
) -> None:
    pictograph_emulator.control.fault("status", method="GET", status=500)
    created = create(session, declaration({**INPUTS, "origin": "signs/dev/road-signs"}))
    assert created == session.client.projects.get("road-signs")
    assert "created, but it could not be read back" in "".join(capsys.readouterr())


def test_an_old_answer_that_cannot_be_read_back_is_not_taken_for_a_project(
    session: Session, pictograph_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Created, deleted elsewhere, and created again: the answer is the first one's.
    monkeypatch.setattr("pictograph_provider.lifecycle.create.CLOCKS", timedelta(0))
    wanted = declaration({**INPUTS, "origin": "signs/dev/road-signs"})
    first = create(session, wanted)
    session.client.projects.delete(id=first.id)
    pictograph_emulator.control.fault("status", method="GET", status=503)
    with pytest.raises(ServerError):
        create(session, wanted)
    again = create(session, wanted)
    assert again.id != first.id
    assert session.client.projects.get("road-signs").id == again.id
