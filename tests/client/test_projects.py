"""`client.projects`, as the service's page shows it, against the emulator."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pictograph_provider import (
    Client,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    ProjectClass,
    ValidationError,
)
from pictograph_provider.emulator.server import Emulator


@pytest.fixture
def client(pictograph_emulator: Emulator) -> Iterator[Client]:
    with Client(pictograph_emulator.key, pictograph_emulator.url) as client:
        yield client


def test_the_snippets_of_the_services_page(client: Client) -> None:
    project = client.projects.create(
        "new-dataset",
        description="Road sign detection training set",
        annotation_types=["bbox", "polygon"],
        classes=[
            ProjectClass(name="stop_sign", type="bbox", color="#ff0000"),
            ProjectClass(name="yield", type="bbox", color="#ffff00"),
        ],
    )
    assert [(cls.name, cls.color) for cls in project.classes] == [
        ("stop_sign", "#ff0000"),
        ("yield", "#ffff00"),
    ]
    assert project.project_config.annotation_types == ["bbox", "polygon"]
    assert [p.name for p in client.projects.list(limit=50)] == ["new-dataset"]
    assert [len(p.classes) for p in client.projects.iter(page_size=100)] == [2]
    client.projects.update(
        "new-dataset",
        description="Updated description",
        annotation_types=["bbox", "polygon", "polyline"],
    )
    client.projects.update(
        "new-dataset",
        classes=[
            ProjectClass(name="stop_sign", type="bbox", color="#ff0000"),
            ProjectClass(name="yield", type="bbox", color="#ffaa00"),
            ProjectClass(name="speed_limit", type="bbox", color="#00aaff"),
        ],
    )
    project = client.projects.get("new-dataset")
    assert [cls.color for cls in project.classes] == ["#ff0000", "#ffaa00", "#00aaff"]
    result = client.projects.delete("new-dataset")
    assert (result["images_deleted"], result["annotations_deleted"]) == (0, 0)


def test_errors_are_those_of_the_page(client: Client, pictograph_emulator: Emulator) -> None:
    client.projects.create("taken")
    with pytest.raises(ConflictError):
        client.projects.create("taken")
    with pytest.raises(NotFoundError):
        client.projects.get("missing")
    double = ProjectClass(name="a", type="bbox")
    with pytest.raises(ValidationError):
        client.projects.update("taken", classes=[double, double])
    with pytest.raises(ValidationError):
        client.projects.create("other", annotation_types=["circle"])
    control = pictograph_emulator.control
    member = control.create_key(pictograph_emulator.organization_id, "member")
    with Client(member, pictograph_emulator.url) as weak, pytest.raises(ForbiddenError):
        weak.projects.delete("taken")


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_iterating_brings_every_project_once_whatever_the_page_size(
    client: Client, size: int
) -> None:
    for number in range(5):
        client.projects.create(f"p{number}")
    assert [p.name for p in client.projects.iter(page_size=size)] == ["p4", "p3", "p2", "p1", "p0"]


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "d72dcf36-0852-4bb0-8848-1187e58ae294"])
def test_a_name_that_would_address_something_else_is_refused_before_any_request(
    client: Client, pictograph_emulator: Emulator, name: str
) -> None:
    for call in (client.projects.get, client.projects.delete, client.projects.create):
        with pytest.raises(ValidationError):
            call(name)
    assert pictograph_emulator.control.requests() == []


@pytest.mark.parametrize("id", ["", ".", ".."])
def test_an_id_that_would_address_something_else_is_refused_before_any_request(
    client: Client, pictograph_emulator: Emulator, id: str
) -> None:
    for call in (client.projects.get, client.projects.delete, client.projects.insights):
        with pytest.raises(ValidationError):
            call(id=id)
    assert pictograph_emulator.control.requests() == []


def test_a_delete_whose_answer_was_lost_is_done(
    client: Client, pictograph_emulator: Emulator
) -> None:
    client.projects.create("road-signs")
    pictograph_emulator.control.fault("reset", method="DELETE", after_effect=True)
    assert client.projects.delete("road-signs")["deleted"]
    with pytest.raises(NotFoundError):
        client.projects.delete("road-signs")


def test_unknown_fields_of_a_class_come_back_and_go_out_again(
    client: Client, pictograph_emulator: Emulator
) -> None:
    pictograph_emulator.control.set(unknown_class_keys=True)
    cls = {"name": "a", "type": "polygon", "color": "red", "invented": {"x": [1, None]}}
    project = client.projects.create("road-signs", classes=[cls])
    assert project.classes[0].fields() == cls
    client.projects.update("road-signs", classes=project.classes)
    assert client.projects.get("road-signs").classes[0].fields() == cls


def test_updating_nothing_is_a_mistake_of_the_caller(client: Client) -> None:
    with pytest.raises(ValueError, match="nothing to change"):
        client.projects.update("road-signs")
    with pytest.raises(ValueError, match="not both"):
        client.projects.get("a", id="b")
