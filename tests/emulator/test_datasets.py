"""Datasets over plain HTTP: the rules at their edges."""

from __future__ import annotations

import pytest

from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def test_a_new_dataset_has_the_defaults_of_the_service(api: Api) -> None:
    answer = api.post("/datasets/", json={"name": "road-signs"})

    assert answer.status_code == 201
    data = answer.json()["data"]
    assert data["annotation_types"] == ["bbox"]
    assert data["classes"] == []
    assert data["description"] is None
    assert not data["is_archived"]


def test_one_slot_takes_the_name_and_the_id(api: Api) -> None:
    created = api.dataset("road-signs")

    assert api.ok("GET", "/datasets/road-signs") == created
    assert api.ok("GET", f"/datasets/{created['id']}") == created


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("  leading spaces", "%20%20leading%20spaces"),
        ("100%", "100%25"),
        ("a%2Fb", "a%252Fb"),
        ("why?", "why%3F"),
        ("#1", "%231"),
        ("Straße 東京 🚦", "Stra%C3%9Fe%20%E6%9D%B1%E4%BA%AC%20%F0%9F%9A%A6"),
        ("x" * 255, "x" * 255),
        ("é" * 255, "%C3%A9" * 255),
    ],
)
def test_a_name_is_kept_to_the_letter(api: Api, name: str, encoded: str) -> None:
    created = api.dataset(name)

    assert created["name"] == name
    assert api.ok("GET", f"/datasets/{encoded}")["id"] == created["id"]


@pytest.mark.parametrize("name", ["", "x" * 256, "a/b", "/"])
@pytest.mark.parametrize(
    ("method", "path", "key"),
    [
        ("POST", "/datasets/", "name"),
        ("PATCH", "/datasets/road-signs", "new_name"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    api: Api, name: str, method: str, path: str, key: str
) -> None:
    api.dataset("road-signs")

    answer = api.request(method, path, json={key: name})

    assert answer.status_code == 422
    assert answer.json()["error"]["details"]["errors"][0]["loc"] == ["body", key]


def test_names_are_case_sensitive(api: Api) -> None:
    api.dataset("road-signs")

    assert api.get("/datasets/Road-Signs").status_code == 404
    assert api.dataset("Road-Signs")["name"] == "Road-Signs"


def test_a_taken_name_is_a_conflict_on_create_and_on_rename(api: Api) -> None:
    api.dataset("taken")
    api.dataset("other")

    assert api.post("/datasets/", json={"name": "taken"}).status_code == 409
    assert api.patch("/datasets/other", json={"new_name": "taken"}).status_code == 409


def test_a_rename_keeps_the_id_and_frees_the_old_name(api: Api) -> None:
    created = api.dataset("old")

    renamed = api.ok("PATCH", "/datasets/old", {"new_name": "new"})

    assert (renamed["id"], renamed["name"]) == (created["id"], "new")
    assert api.get("/datasets/old").status_code == 404


def test_an_update_changes_what_it_names_and_nothing_else(api: Api) -> None:
    api.dataset("road-signs", description="before", classes=[{"name": "stop", "type": "box"}])

    updated = api.ok("PATCH", "/datasets/road-signs", {"annotation_types": ["polygon", "bbox"]})

    assert updated["annotation_types"] == ["polygon", "bbox"]
    assert updated["description"] == "before"
    assert [item["name"] for item in updated["classes"]] == ["stop"]


def test_an_update_is_all_or_nothing(api: Api) -> None:
    api.dataset("taken")
    api.dataset("road-signs", classes=[{"name": "stop", "type": "box"}])
    api.annotate(
        api.image(),
        {"name": "stop", "type": "bbox", "bounding_box": {"x": 0, "y": 0, "w": 1, "h": 1}},
    )
    before = api.ok("GET", "/datasets/road-signs")

    answer = api.patch(
        "/datasets/road-signs", json={"classes": [], "description": "x", "new_name": "taken"}
    )

    assert answer.status_code == 409
    assert api.ok("GET", "/datasets/road-signs") == before
    assert api.counts() == {"stop": 1}


def test_an_update_of_nothing_is_refused(api: Api) -> None:
    api.dataset("road-signs")

    assert api.patch("/datasets/road-signs", json={}).status_code == 422


def test_an_unknown_key_is_refused_by_name(api: Api) -> None:
    answer = api.post("/datasets/", json={"name": "a", "colour": "red"})

    assert answer.status_code == 422
    assert answer.json()["error"]["details"]["errors"][0]["loc"] == ["body", "colour"]


def test_an_unknown_annotation_type_names_the_bad_and_the_allowed_ones(api: Api) -> None:
    answer = api.post("/datasets/", json={"name": "a", "annotation_types": ["bbox", "tag"]})

    assert answer.status_code == 400
    assert answer.json()["error"]["details"] == {
        "unknown": ["tag"],
        "allowed": ["bbox", "box", "polygon", "polyline", "keypoint"],
    }


def test_an_archived_dataset_leaves_the_list_and_keeps_its_name(api: Api) -> None:
    api.dataset("road-signs")

    archived = api.ok("POST", "/datasets/road-signs/archive")

    assert archived["is_archived"]
    assert archived["archived_at"] is not None
    assert api.ok("GET", "/datasets/") == []
    assert api.ok("GET", "/datasets/?archived=true") == [archived]
    assert api.ok("GET", "/datasets/road-signs") == archived
    assert api.post("/datasets/", json={"name": "road-signs"}).status_code == 409


def test_archiving_twice_changes_nothing_and_unarchiving_brings_it_back(api: Api) -> None:
    created = api.dataset("road-signs")
    archived = api.ok("POST", "/datasets/road-signs/archive")

    assert api.ok("POST", "/datasets/road-signs/archive") == archived
    back = api.ok("POST", "/datasets/road-signs/unarchive")
    assert {**back, "updated_at": None} == {**created, "updated_at": None}


def test_a_deletion_says_what_it_took(api: Api) -> None:
    created = api.dataset("road-signs", classes=[{"name": "stop", "type": "box"}])
    api.annotate(
        api.image(filename="a.png"),
        *[{"name": "stop", "type": "bbox", "bounding_box": {"x": 0, "y": 0, "w": 1, "h": 1}}] * 3,
    )
    api.image(filename="b.png")

    summary = api.ok("DELETE", "/datasets/road-signs")

    assert summary["id"] == created["id"]
    assert summary["deleted"] is True
    assert summary["images_deleted"] == 2
    assert summary["annotations_deleted"] == 3
    assert api.get("/datasets/road-signs").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("GET", "/insights"),
        ("POST", "/archive"),
        ("POST", "/unarchive"),
    ],
)
def test_what_does_not_exist_is_not_found(api: Api, method: str, path: str) -> None:
    body = {"description": "x"} if method == "PATCH" else None

    assert api.request(method, f"/datasets/{UNKNOWN}{path}", json=body).status_code == 404


def test_the_plan_can_allow_no_more_datasets(api: Api, control: Control) -> None:
    control.set(dataset_limit=1)
    api.dataset("first")

    answer = api.post("/datasets/", json={"name": "second"})

    assert answer.status_code == 402
    assert answer.json()["error"]["details"] == {"limit_type": "datasets", "current": 1, "limit": 1}


def test_a_dataset_can_be_read_with_its_images(api: Api) -> None:
    api.dataset("road-signs")
    images = [api.image(filename=name) for name in ("a.png", "b.png")]

    data = api.ok("GET", "/datasets/road-signs?include_images=true&images_limit=1")

    assert data["images"] == [images[1]]
    assert api.ok("GET", "/datasets/road-signs")["images"] is None


@pytest.mark.parametrize("path", ["/datasets", "/datasets/by-name/a", "/projects/", "/nowhere"])
def test_paths_of_other_generations_are_not_found_and_not_redirected(api: Api, path: str) -> None:
    answer = api.get(path)

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"
