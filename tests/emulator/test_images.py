"""Images over plain HTTP: addresses, uploads, archiving."""

from __future__ import annotations

import httpx
import pytest

from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api, box

PLACE = {"dataset": "road-signs", "filename": "a.png", "content_type": "image/png"}
PNG = {"Content-Type": "image/png"}


@pytest.fixture(autouse=True)
def _dataset(api: Api) -> None:
    api.dataset("road-signs", classes=[{"name": "stop", "type": "box"}])


def upload_url(api: Api) -> str:
    url: str = api.ok("POST", "/images/upload-url", PLACE)["upload_url"]
    return url


def test_bytes_go_to_a_signed_address_that_needs_no_key(api: Api) -> None:
    url = upload_url(api)

    assert httpx.put(url, content=b"x", headers=PNG).status_code == 200
    assert api.post("/images/register", json=PLACE).status_code == 201
    assert api.get("/images/road-signs/a.png").content == b"x"


def test_a_signed_address_is_for_one_type(api: Api) -> None:
    url = upload_url(api)

    assert httpx.put(url, content=b"x", headers={"Content-Type": "image/gif"}).status_code == 403


def test_a_signed_address_expires(api: Api, control: Control) -> None:
    url = upload_url(api)
    control.advance_clock(16 * 60)

    assert httpx.put(url, content=b"x", headers=PNG).status_code == 403


def test_what_was_not_uploaded_cannot_be_registered(api: Api) -> None:
    upload_url(api)

    assert api.post("/images/register", json=PLACE).status_code == 400


def test_a_name_is_taken_once_per_directory_also_by_an_archived_image(api: Api) -> None:
    api.image(filename="a.png")
    api.delete("/images/road-signs/a.png")

    assert api.post("/images/register", json=PLACE).status_code == 409


def test_what_is_no_image_is_refused(api: Api) -> None:
    answer = api.post("/images/upload-url", json={**PLACE, "content_type": "text/plain"})

    assert answer.status_code == 422


def test_a_deleted_image_is_archived_with_its_annotations(api: Api) -> None:
    api.annotate(api.image(), box("stop"))

    api.ok("DELETE", "/images/road-signs/a.png")

    dataset = api.ok("GET", "/datasets/road-signs")
    assert (dataset["image_count"], dataset["archived_image_count"]) == (0, 1)
    assert api.ok("GET", "/images/?dataset=road-signs") == []
    (image,) = api.ok("GET", "/images/?dataset=road-signs&include_archived=true")
    assert image["annotation_count"] == 1


def test_a_permanent_deletion_leaves_nothing(api: Api) -> None:
    image = api.image()

    api.ok("DELETE", "/images/road-signs/a.png?permanent=true")

    assert api.ok("GET", "/datasets/road-signs")["archived_image_count"] == 0
    assert api.get(f"/images/{image['id']}/metadata").status_code == 404


def test_an_image_is_found_by_path_and_by_id(api: Api) -> None:
    image = api.image()

    assert api.ok("GET", "/images/road-signs/a.png/metadata") == image
    assert api.ok("GET", f"/images/{image['id']}/metadata") == image
    assert api.get(f"/images/{image['id']}").content == api.get("/images/road-signs/a.png").content


def test_a_list_can_be_narrowed(api: Api) -> None:
    a, b = api.image(filename="a.png"), api.image(filename="b.png")
    api.annotate(a, {**box("stop"), "confidence": 0.4})

    def listed(query: str) -> list[str]:
        rows = api.ok("GET", f"/images/?dataset=road-signs&{query}")
        return [row["id"] for row in rows]

    assert listed("filename=a.png") == [a["id"]]
    assert listed("directory_path=/") == [b["id"], a["id"]]
    assert listed("directory_path=/elsewhere") == []
    assert listed("min_confidence_lt=0.9") == [a["id"]]
    assert listed("status=complete") == []
    assert listed("split=train") == []


def test_a_query_the_list_does_not_know_is_refused(api: Api) -> None:
    assert api.get("/images/?dataset=road-signs&dataset_id=1").status_code == 422
