"""Answers that leave one unsure: a 404 that is not true, one that is, and none after an effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from pictograph_provider import Client
from pictograph_provider.client import NotFoundError, ServerError
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.lifecycle.create import create
from pictograph_provider.lifecycle.delete import delete
from pictograph_provider.lifecycle.read import read
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.lifecycle.update import update
from pictograph_provider.models import Project
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import Recorded, record

INPUTS = {"name": "road-signs", "classes": {"stop (bbox)": "#ff0000"}, "class_order": "stop"}


@pytest.fixture
def session(pictograph_emulator: Emulator) -> Iterator[Session]:
    # One try each: what is done about an answer is not the transport's here.
    with Client(pictograph_emulator.key, pictograph_emulator.url, max_retries=0) as client:
        yield Session(client)


@pytest.fixture
def project(session: Session) -> Project:
    return session.client.projects.create("road-signs", classes=[{"name": "stop", "type": "bbox"}])


def recorded(project: Project) -> Recorded:
    return record(project, declaration({**INPUTS, "on_delete": "delete"}))


def test_one_negative_read_is_not_believed(
    session: Session, project: Project, pictograph_emulator: Emulator
) -> None:
    control = pictograph_emulator.control
    control.fault("status", status=404, path=f"{project.id}$")
    found = read(session, project.id, recorded(project))
    assert found is not None
    assert found.id == project.id

    control.fault("status", status=404, path=f"{project.id}$")
    delete(session, project.id, record(project, declaration(INPUTS)))
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
    wanted = declaration({**INPUTS, "classes": {}, "class_order": ""})
    after = update(session, project.id, recorded(project), wanted)
    assert after is not None
    assert after.classes == []
    assert "before, not counted since" in "".join(capsys.readouterr())


def test_what_was_just_created_is_not_read_back(
    session: Session, pictograph_emulator: Emulator
) -> None:
    pictograph_emulator.control.fault("status", method="GET", status=500, times=None)
    created = create(session, declaration({**INPUTS, "origin": "o/signs/dev/road-signs"}))
    pictograph_emulator.control.clear_faults()
    assert created == session.client.projects.get("road-signs")


def test_an_old_answer_of_a_project_that_is_gone_is_none(
    session: Session, pictograph_emulator: Emulator
) -> None:
    wanted = declaration({**INPUTS, "origin": "o/signs/dev/road-signs"})
    first = create(session, wanted)
    session.client.projects.delete(id=first.id)
    pictograph_emulator.control.advance_clock(3600)
    assert create(Session(session.client), wanted).id != first.id


def test_what_was_deleted_a_moment_ago_is_created_anew(
    session: Session, pictograph_emulator: Emulator
) -> None:
    wanted = declaration({**INPUTS, "origin": "o/signs/dev/road-signs"})
    first = create(session, wanted)
    session.client.projects.delete(id=first.id)
    pictograph_emulator.control.advance_clock(1.5)
    again = create(Session(session.client), wanted)
    assert again.id != first.id
    assert session.client.projects.get("road-signs").id == again.id


def test_an_old_answer_that_cannot_be_looked_into_is_not_taken_for_a_project(
    session: Session, pictograph_emulator: Emulator
) -> None:
    wanted = declaration({**INPUTS, "origin": "o/signs/dev/road-signs"})
    first = create(session, wanted)
    pictograph_emulator.control.advance_clock(3600)
    session.client.projects.delete(id=first.id)
    pictograph_emulator.control.fault("status", method="GET", status=503)
    with pytest.raises(ServerError):
        create(Session(session.client), wanted)


def test_what_an_interrupted_up_made_is_taken_with_a_word(
    session: Session, pictograph_emulator: Emulator, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = declaration({**INPUTS, "origin": "o/signs/dev/road-signs"})
    first = create(session, wanted)
    pictograph_emulator.control.advance_clock(3600)
    assert create(Session(session.client), wanted).id == first.id
    assert "goes on with the project that an earlier up" in "".join(capsys.readouterr())


def test_a_listing_that_lags_behind_loses_no_project(
    session: Session, pictograph_emulator: Emulator
) -> None:
    wanted = declaration({**INPUTS, "origin": "o/signs/dev/road-signs"})
    lagging = Session(session.client)
    while not lagging.directory.gone("made a moment later"):
        pass  # until a listing is there, which has none of what is made from here on
    first = create(session, wanted)
    pictograph_emulator.control.advance_clock(3600)
    assert create(lagging, wanted).id == first.id

    session.client.images.upload("road-signs", "1.png", b"x")
    with pytest.raises(RefusedError, match="Nothing was changed"):
        create(lagging, wanted)


CHANGES: dict[str, Callable[[Client, str], object]] = {
    "another description": lambda client, id: client.projects.update(id=id, description="x"),
    "another class": lambda client, id: client.projects.update(
        id=id, classes=[{"name": "car", "type": "bbox"}]
    ),
    "an image": lambda client, id: client.images.upload("road-signs", "1.png", b"x"),
    "archived": lambda client, id: client.projects.archive(id=id),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_somebody_has_touched_since_is_not_taken(
    session: Session, pictograph_emulator: Emulator, change: str
) -> None:
    wanted = declaration({**INPUTS, "origin": "o/signs/dev/road-signs"})
    first = create(session, wanted)
    CHANGES[change](session.client, first.id)
    pictograph_emulator.control.advance_clock(3600)
    with pytest.raises(RefusedError, match="Nothing was changed"):
        create(Session(session.client), wanted)


def test_what_was_renamed_since_leaves_the_name_free(
    session: Session, pictograph_emulator: Emulator
) -> None:
    wanted = declaration({**INPUTS, "origin": "o/signs/dev/road-signs"})
    first = create(session, wanted)
    session.client.projects.update(id=first.id, new_name="renamed")
    pictograph_emulator.control.advance_clock(3600)
    again = create(Session(session.client), wanted)
    assert again.id != first.id
    # And a repeat of that finds what it made.
    pictograph_emulator.control.advance_clock(3600)
    assert create(Session(session.client), wanted).id == again.id
