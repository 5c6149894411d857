"""The plan from what state records serves for the write, as long as nothing has changed since."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from pictograph_provider import Client
from pictograph_provider.lifecycle.assess import assess
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.models import Project, ProjectClass
from pictograph_provider.state.declaration import declaration
from tests.plan.make import live

WANTED = declaration(
    {
        "name": "signs",
        "classes": {"car (bbox)": "#222222"},
        "class_moves": {"van": "car"},
        "foreign_classes": "keep",  # nothing is lost, so nothing is counted
    }
)
CAR = live("car")


def project(*classes: ProjectClass, name: str = "signs") -> Project:
    now = datetime.now(timezone.utc)
    return Project(id="p", name=name, annotation_types=["bbox"], classes=[*classes], created_at=now)


@pytest.mark.parametrize(
    ("before", "now", "serves"),
    [
        (project(CAR), project(CAR), True),
        (project(CAR), project(CAR, name="renamed elsewhere"), False),
        (project(CAR), project(live("car", color="#333333")), False),
        (project(CAR), project(CAR, live("added elsewhere")), False),
        (project(live("van")), project(live("car")), False),
    ],
    ids=["nothing", "the name", "a color", "a class", "the move was made"],
)
def test_what_has_changed_since(before: Project, now: Project, serves: bool) -> None:
    planned = WANTED.plan(before.name, before.classes, recorded=["car (bbox)"], done={})
    with Client("key", "http://127.0.0.1:1") as client:
        found = assess(Session(client), WANTED, now, ["car (bbox)"], {}, planned)
    assert (found.plan is planned) is serves
