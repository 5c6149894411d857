"""What previews say of names, types and pairs of resources, without an engine."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pulumi
import pytest

from pictograph_provider.classes import ClassRow
from pictograph_provider.client.config import client_config
from pictograph_provider.emulator.seeding import seed
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.host import plain_key
from pictograph_provider.lifecycle import occupied
from pictograph_provider.lifecycle.check import check
from pictograph_provider.lifecycle.claim import Claim
from pictograph_provider.lifecycle.diff import diff
from pictograph_provider.lifecycle.differences import types_in_use
from pictograph_provider.lifecycle.read import read
from pictograph_provider.lifecycle.session import RefusedError, Session
from pictograph_provider.models import Project
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.spelling import PYTHON
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.recorded import record, recorded_inputs

ORIGIN = "organization/signs/dev/"
MERGE: ClassRow = {"name": "merge", "type": "bbox", "color": "#00aaff"}
INPUTS: dict[str, Any] = {
    "name": "road-signs",
    "origin": f"{ORIGIN}road-signs",
    "classes": {"merge (bbox)": "#00aaff"},
    "class_order": "merge",
}


@pytest.fixture
def project(session: Session) -> Project:
    return session.client.projects.create("road-signs", classes=[MERGE])


@pytest.mark.parametrize(("adopt", "what"), [(False, "creates"), (True, "takes over")])
def test_a_name_that_is_not_known_yet(
    session: Session, said: list[str], adopt: bool, what: str
) -> None:
    wanted = replace(declaration({**INPUTS, "adopt": adopt}), name=UNKNOWN)
    assert check(session, None, wanted) == []
    assert said == [f"{what} a project whose name is not known yet: pulumi up looks it up."]


@pytest.mark.parametrize(
    ("place", "where"), [("saved", "in the folder saved"), ("s3://signs/a", "in s3://signs/a")]
)
def test_where_it_will_be_saved(
    session: Session,
    project: Project,
    said: list[str],
    pictograph_emulator: Emulator,
    place: str,
    where: str,
) -> None:
    config = client_config(pictograph_emulator.key, pictograph_emulator.url)
    seed(config, "road-signs", 1, {"merge": 2})
    new = {**INPUTS, "classes": {}, "class_order": "", "allow_class_removal": ["merge"]}
    new |= {"save_before_removal": place}
    assert check(session, recorded_inputs(INPUTS), declaration(new)) == []
    assert f"saved first {where}; if that fails, nothing is removed." in said[0]


def test_two_resources_hold_one_project(session: Session, project: Project) -> None:
    wanted = declaration(INPUTS)
    session.run.checked(wanted.origin, exists=True)
    session.run.claim(Claim(project.id, f"{ORIGIN}signs", "created"))
    with pytest.raises(RefusedError) as caught:
        diff(session, project.id, record(project, wanted), wanted)
    assert str(caught.value) == (
        f"resources signs and road-signs of this program both hold project road-signs "
        f"({project.id}). Nothing was changed. Take road-signs or signs out of the program and run "
        "pulumi up: the project stays with the other. If it should have a project of its own, then "
        'declare it again with another name, such as name="road-signs-2".'
    )


def test_a_check_has_counted_another_project(session: Session, project: Project) -> None:
    wanted = declaration(INPUTS)
    session.run.checked(wanted.origin, exists=True)
    session.run.counted(wanted.origin, "another-id", project.organization_id)
    with pytest.raises(RefusedError, match=r"is another one now \(another-id\)\. Nothing was"):
        diff(session, project.id, record(project, wanted), wanted)


def test_a_project_that_another_resource_has(session: Session, project: Project) -> None:
    owner = Claim(project.id, f"{ORIGIN}signs", "took over")
    text = occupied.held(project, owner, declaration(INPUTS), PYTHON)
    assert "belongs to resource signs of this program, so resource road-signs cannot have" in text


def test_a_name_that_two_resources_want() -> None:
    text = occupied.twice("road-signs", f"{ORIGIN}a", f"{ORIGIN}b", PYTHON)
    assert text.startswith("resources a and b both declare a project called road-signs. Nothing ")


def test_a_type_that_a_class_uses_is_not_dropped(project: Project) -> None:
    wanted = declaration({**INPUTS, "annotation_types": ["polygon"]})
    assert types_in_use(wanted, project, [MERGE]) == (
        "project road-signs: annotation_types leaves out bbox, but class merge uses it. Nothing "
        'was changed. Keep it: annotation_types=["bbox", "polygon"]'
    )


def test_a_project_that_somebody_has_archived(
    session: Session, project: Project, said: list[str]
) -> None:
    session.client.projects.archive("road-signs")
    read(session, project.id, record(project, declaration(INPUTS)))
    assert said == [
        f"road-signs: is archived in the service ({project.id}), so the app does not list it. The "
        "next preview says what to do."
    ]


def test_a_key_in_plain_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    warned: list[str] = []
    # What stands for a program; it can be held weakly, as the real one.
    program = type("Program", (), {})()
    monkeypatch.setattr(plain_key, "get_root_resource", lambda: program)
    monkeypatch.setattr(plain_key, "is_config_secret", lambda name: False)
    monkeypatch.setattr(pulumi.Config, "get", lambda self, key: "pk_live_plain")
    monkeypatch.setattr(pulumi, "get_stack", lambda: "dev")
    monkeypatch.setattr(pulumi.log, "warn", warned.append)
    plain_key.warn_of_plain_key()
    plain_key.warn_of_plain_key()
    (text,) = warned
    assert text.startswith("pictograph:apiKey is plain text in the configuration of stack dev")
    assert "pk_live_plain" not in text
