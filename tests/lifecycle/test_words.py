"""What is said in cases that are hard to come by with an engine."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from pictograph_provider.client import ConfigurationError
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.host import entries
from pictograph_provider.host.entries import Entries
from pictograph_provider.lifecycle.claim import Claim, How
from pictograph_provider.lifecycle.create import create
from pictograph_provider.lifecycle.delete import delete
from pictograph_provider.lifecycle.ledger import Ledger
from pictograph_provider.lifecycle.session import Process, RefusedError, Session
from pictograph_provider.lifecycle.shell import Nobody
from pictograph_provider.lifecycle.update import update
from pictograph_provider.models import Project
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import Recorded, record

ORIGIN = "organization/signs/dev/"
INPUTS = {"name": "road-signs", "origin": f"{ORIGIN}road-signs"}


@pytest.fixture
def project(session: Session) -> Project:
    return session.client.projects.create("road-signs")


def recorded(project: Project, **settings: str) -> Recorded:
    return record(project, declaration({**INPUTS, **settings}))


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("declares", "resource signs of this program declares it"),
        ("program", "resource signs of this program declares it"),
        ("created", "it is resource signs of this program now"),
        ("took over", "resource signs of this program took it over"),
    ],
)
def test_a_project_is_kept_for_who_claims_it(
    session: Session, project: Project, said: list[str], how: How, why: str
) -> None:
    session.run.claim(Claim(project.id, f"{ORIGIN}signs", how))
    delete(session, project.id, recorded(project))
    assert said == [f"road-signs: kept with all that it holds, not deleted, since {why}"]


@pytest.mark.parametrize("what", ["Project.get", "getProject"])
def test_a_project_is_kept_for_what_looks_at_it(
    session: Session, project: Project, said: list[str], what: str
) -> None:
    session.run.claim(Claim(project.id, f"{what} {project.id}", "looks at"))
    delete(session, project.id, recorded(project))
    since = f"this program looks at it with {what}"
    assert said == [f"road-signs: kept with all that it holds, not deleted, since {since}"]


def test_a_project_is_kept_for_who_has_not_come_to_take_it_over(
    session: Session, project: Project
) -> None:
    session.run.claim(Claim(project.id, f"{ORIGIN}signs", "takes over"))
    with pytest.raises(RefusedError, match="since resource signs could not take it over"):
        delete(session, project.id, recorded(project))
    session.run.claim(Claim(project.id, f"{ORIGIN}signs", "took over"))
    delete(session, project.id, recorded(project))


def test_a_project_is_kept_for_its_own_resource_that_takes_it_over_next(
    session: Session, project: Project, said: list[str]
) -> None:
    session.run.claim(Claim(project.id, f"{ORIGIN}road-signs", "takes over"))
    delete(session, project.id, recorded(project))
    assert said == [
        "road-signs: kept with all that it holds, not deleted, since resource road-signs of this "
        "program takes it over"
    ]


UNSEEN = {
    "goes_on": "project road-signs: this command goes on past errors, and what failed may be what "
    "has the project now. Nothing was changed. Run pulumi up without --continue-on-error, and "
    "without PULUMI_CONTINUE_ON_ERROR in the environment.",
    "untold": "project road-signs: this up does a part of the stack, and what it leaves out may be "
    "what has the project now. Nothing was changed. Run pulumi up for the whole stack; or, if the "
    "project is to go, pulumi destroy --target URN.",
}
"""What a run may leave unseen, and why nothing is deleted in it."""


@pytest.mark.parametrize("what", UNSEEN)
def test_a_project_is_kept_where_what_is_not_seen_may_have_it(
    session: Session, project: Project, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(Nobody, what, lambda self: True)
    with pytest.raises(RefusedError) as caught:
        delete(session, project.id, recorded(project))
    assert str(caught.value) == UNSEEN[what]
    assert session.find("road-signs") is not None


@pytest.mark.parametrize(
    ("holders", "why"),
    [
        (["signs"], "resource signs of this stack holds it too"),
        (["old-signs", "signs"], "resources old-signs and signs of this stack hold it too"),
    ],
)
def test_a_project_is_kept_for_what_a_part_of_the_stack_leaves_alone(
    session: Session, project: Project, said: list[str], holders: list[str], why: str
) -> None:
    class Part(Nobody):
        def part(self) -> bool:
            return True

        def holders(self, project: str, origin: str) -> list[str]:
            return holders

    delete(
        replace(session, shell=replace(session.shell, others=Part())), project.id, recorded(project)
    )
    assert said == [f"road-signs: kept with all that it holds, not deleted, since {why}"]


def test_somebody_else_has_deleted_it(
    session: Session, project: Project, said: list[str], pictograph_emulator: Emulator
) -> None:
    session.client.projects.delete(id=project.id)
    delete(session, project.id, recorded(project, on_delete="delete"))
    assert said == ["road-signs: somebody else has deleted it already"]


def test_the_key_is_of_another_organization(session: Session, project: Project) -> None:
    before = replace(recorded(project), organization_id="another")
    with pytest.raises(RefusedError) as caught:
        update(session, project.id, before, declaration({**INPUTS, "description": "new"}))
    text = str(caught.value)
    assert text.startswith(
        "project road-signs belongs to organization another, but the API key to "
    )
    assert text.endswith(". Nothing was changed.")


def test_a_name_is_taken_between_the_preview_and_the_write(
    session: Session, project: Project
) -> None:
    session.client.projects.create("signs")
    with pytest.raises(RefusedError) as caught:
        update(session, project.id, recorded(project), declaration({**INPUTS, "name": "signs"}))
    assert str(caught.value).startswith(
        "project road-signs cannot be renamed to signs: that name is taken. Nothing was changed. ("
    )


def test_moves_that_were_made_before_are_told(session: Session) -> None:
    old = {"classes": {"yield (bbox)": "any color"}, "class_order": "yield"}
    new = {"classes": {"give_way (bbox)": "any color"}, "class_order": "give_way"}
    project = session.client.projects.create(
        "road-signs", classes=[{"name": "yield", "type": "bbox"}]
    )
    session.client.projects.create("signs")
    before = record(project, declaration({**INPUTS, **old}))
    moves = {"class_moves": {"yield": "give_way"}}
    with pytest.raises(RefusedError, match=r"name is taken\. Only its class moves were made\."):
        update(
            session, project.id, before, declaration({**INPUTS, **new, **moves, "name": "signs"})
        )


def test_a_name_is_taken_by_what_the_key_does_not_see(
    session: Session, pictograph_emulator: Emulator
) -> None:
    pictograph_emulator.control.fault("status", status=409, method="POST")
    with pytest.raises(RefusedError) as caught:
        create(session, declaration(INPUTS))
    assert str(caught.value).startswith(
        "a project called road-signs exists already. Nothing was changed. Choose another name. ("
    )


def test_a_process_that_was_not_configured() -> None:
    with pytest.raises(ConfigurationError, match=r"^the provider was not configured\.$"):
        Process().session  # noqa: B018 - it raises


def test_the_entry_is_of_another_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "_state", lambda command: [])
    with pytest.raises(RefusedError, match="it is another stack's"):
        Entries("pulumi:type").holders("id", f"{ORIGIN}signs")


def test_a_folder_that_others_can_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    folder = tmp_path / f"pictograph-provider-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o777)
    assert Ledger("127.0.0.1:1").problem == f"{folder} is not this user's alone"
