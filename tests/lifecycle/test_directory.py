"""Many questions after projects are answered by one listing, and by none what is to be believed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from pictograph_provider import Client
from pictograph_provider.client import ApiError, AuthError
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.lifecycle import directory
from pictograph_provider.lifecycle.directory import FEW, FRESH, Directory
from pictograph_provider.models import Project


@pytest.fixture
def client(pictograph_emulator: Emulator) -> Iterator[Client]:
    with Client(pictograph_emulator.key, pictograph_emulator.url, max_retries=0) as client:
        yield client


@pytest.fixture
def projects(client: Client, pictograph_emulator: Emulator) -> list[Project]:
    """Twenty of them, one archived."""
    made = [client.projects.create(f"p{number}") for number in range(20)]
    client.projects.archive("p19")
    pictograph_emulator.control.forget_requests()
    return made


def test_many_names_take_two_listings(
    client: Client, projects: list[Project], pictograph_emulator: Emulator
) -> None:
    found = Directory(client)
    for _ in range(FEW):
        assert found.named("new") is None
    pictograph_emulator.control.forget_requests()
    with ThreadPoolExecutor(8) as pool:
        names = [f"p{number}" for number in range(25)]
        answers = list(pool.map(found.named, names))
    assert [answer.id if answer else None for answer in answers[:20]] == [p.id for p in projects]
    assert answers[20:] == [None] * 5
    assert [row.path for row in pictograph_emulator.control.requests()] == [
        "/api/v1/developer/datasets/",
        "/api/v1/developer/datasets/",
    ]


def test_gone_is_what_neither_listing_has(client: Client, projects: list[Project]) -> None:
    found = Directory(client)
    assert [found.gone("nothing") for _ in range(FEW)] == [False] * FEW  # nobody has looked yet
    assert found.gone("nothing")
    assert not any(found.gone(project.id) for project in projects)


def test_many_reads_take_one_listing(
    client: Client, projects: list[Project], pictograph_emulator: Emulator
) -> None:
    found = Directory(client)
    assert [found.known(project.id) for project in projects[:FEW]] == [None] * FEW
    assert all(found.known(project.id) for project in projects[:19])
    assert found.known(projects[19].id) is None  # archived: asked for by itself
    assert len(pictograph_emulator.control.requests()) == 1


def test_a_listing_tells_what_the_service_told(client: Client, projects: list[Project]) -> None:
    skeleton = {"nodes": [{"name": "a", "x": 0.5}], "edges": [], "more": None}
    classes: list[dict[str, object]] = [
        {"name": "stop 🛑", "type": "bbox", "color": "red", "attributes": [{"name": "wet"}]},
        {"name": "p", "type": "keypoint", "skeleton": skeleton},
    ]
    id = client.projects.create("sign 标志", "", ["bbox", "keypoint"], classes).id
    found = Directory(client)
    listed = [found.known(id) for _ in range(FEW + 1)][-1]
    asked = client.projects.get(id=id)
    assert listed == asked
    assert [cls.fields() for cls in listed.classes] == [cls.fields() for cls in asked.classes]
    assert found.named("sign 标志") == asked


def test_a_listing_gets_old(client: Client, projects: list[Project]) -> None:
    clock = [0.0]
    found = Directory(client, lambda: clock[0])
    for _ in range(FEW + 1):
        found.known(projects[0].id)
    client.projects.update(id=projects[0].id, description="changed")
    seen = found.known(projects[0].id)
    assert seen is not None
    assert seen.description is None
    clock[0] = FRESH + 1
    seen = found.known(projects[0].id)
    assert seen is not None
    assert seen.description == "changed"


def test_a_large_organization_is_asked_one_by_one(
    client: Client, projects: list[Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "LARGEST", 10)
    found = Directory(client)
    for _ in range(FEW + 1):
        assert found.named("new") is None
    seen = found.named("p3")
    assert seen is not None
    assert seen.id == projects[3].id


def test_a_name_is_free_only_where_the_service_itself_says_so(
    client: Client, pictograph_emulator: Emulator
) -> None:
    assert Directory(client).named("new") is None
    # Any server says 404 to what it does not know.
    elsewhere = Client(pictograph_emulator.key, pictograph_emulator.url + "/elsewhere")
    with elsewhere, pytest.raises(ApiError, match="404"):
        Directory(elsewhere).named("new")
    wrong = Client("pk_live_wrong", pictograph_emulator.url)
    with wrong, pytest.raises(AuthError):
        Directory(wrong).named("new")
