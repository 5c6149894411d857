"""Exports over plain HTTP: what is in the archive, and the life of its job."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api, box

CLASSES = [{"name": "stop", "type": "box"}, {"name": "yield", "type": "box"}]


@pytest.fixture(autouse=True)
def _labelled(api: Api, control: Control) -> None:
    """A stop and a yield on one image, a yield on another, a stop on an archived third."""
    control.set(export_reads=0)
    api.dataset("road-signs", classes=CLASSES)
    api.annotate(api.image(filename="a.png"), box("stop"), box("yield"))
    api.annotate(api.image(filename="b.png"), box("yield"))
    api.annotate(api.image(filename="c.png"), box("stop"))
    api.delete("/images/road-signs/c.png")


def create(api: Api, **options: Any) -> dict[str, Any]:
    body = {"dataset_name": "road-signs", "name": "nightly", **options}
    export: dict[str, Any] = api.ok("POST", "/exports/", body)
    return export


def read(api: Api) -> dict[str, Any]:
    export: dict[str, Any] = api.ok("GET", "/exports/nightly?dataset=road-signs")
    return export


def archive(api: Api) -> ZipFile:
    return ZipFile(BytesIO(httpx.get(read(api)["download_url"]).raise_for_status().content))


def names(file: ZipFile, member: str) -> list[str]:
    return [item["name"] for item in json.loads(file.read(member))["annotations"]]


def test_an_export_is_pending_and_then_completed(api: Api) -> None:
    created = create(api)
    done = read(api)

    assert (created["status"], created["download_url"]) == ("pending", None)
    assert done["status"] == "completed"
    assert (done["image_count"], done["annotation_count"]) == (2, 3)


def test_a_switch_makes_it_take_longer(api: Api, control: Control) -> None:
    control.set(export_reads=2)
    create(api)

    seen = [read(api)["status"] for _ in range(3)]

    assert seen == ["processing", "processing", "completed"]


def test_a_switch_makes_it_fail(api: Api, control: Control) -> None:
    control.set(export_failure="out of disk")
    create(api)

    failed = read(api)

    assert (failed["status"], failed["error_message"]) == ("failed", "out of disk")
    assert api.get("/exports/nightly/download?dataset=road-signs").status_code == 409


def test_the_archive_holds_the_annotations_of_each_image(api: Api) -> None:
    create(api)

    with archive(api) as file:
        assert file.namelist() == [
            "dataset.json",
            "annotations/a.png.json",
            "annotations/b.png.json",
        ]
        assert names(file, "annotations/a.png.json") == ["stop", "yield"]
        assert json.loads(file.read("dataset.json"))["dataset_name"] == "road-signs"


def test_a_class_filter_keeps_these_classes_only(api: Api) -> None:
    create(api, class_filter=["stop"])

    with archive(api) as file:
        assert file.namelist() == ["dataset.json", "annotations/a.png.json"]
        assert names(file, "annotations/a.png.json") == ["stop"]
    assert (read(api)["image_count"], read(api)["annotation_count"]) == (1, 1)


def test_images_are_packed_when_asked_for(api: Api) -> None:
    create(api, include_images=True, organize_by_split=True)

    with archive(api) as file:
        assert file.read("images/train/a.png") == api.get("/images/road-signs/a.png").content


def test_what_comes_later_is_not_in_it(api: Api) -> None:
    create(api)
    api.ok("PATCH", "/datasets/road-signs", {"classes": []})

    with archive(api) as file:
        assert names(file, "annotations/b.png.json") == ["yield"]


def test_a_status_filter_keeps_images_of_one_stage(api: Api) -> None:
    create(api, status_filter="complete")

    assert read(api)["image_count"] == 0


def test_a_name_is_taken_once_per_dataset(api: Api) -> None:
    create(api)

    body = {"dataset_name": "road-signs", "name": "nightly"}
    assert api.post("/exports/", json=body).status_code == 409


def test_an_export_is_found_by_id_without_its_dataset(api: Api) -> None:
    export = create(api)

    assert api.ok("GET", f"/exports/{export['id']}")["name"] == "nightly"
    assert api.get("/exports/nightly").status_code == 404


def test_lists_can_be_narrowed(api: Api) -> None:
    create(api)
    api.dataset("other")

    assert len(api.ok("GET", "/exports/?dataset_name=road-signs")) == 1
    assert api.ok("GET", "/exports/?dataset_name=other") == []
    assert api.ok("GET", "/exports/?status=completed") == []


def test_deleting_many_names_those_that_were_not_there(api: Api) -> None:
    export = create(api)

    answer = api.ok("POST", "/exports/bulk-delete", {"export_ids": [export["id"], "nobody"]})

    assert answer == {"succeeded": [export["id"]], "not_found": ["nobody"], "count": 1}


def test_a_download_address_expires(api: Api, control: Control) -> None:
    create(api)
    url = read(api)["download_url"]
    control.advance_clock(8 * 24 * 3600)

    assert httpx.get(url).status_code == 403
