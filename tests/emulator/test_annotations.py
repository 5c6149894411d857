"""Annotations over plain HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.conftest import Api, box

CLASSES = [
    {"name": "stop", "type": "box"},
    {"name": "road", "type": "polygon"},
    {"name": "lane", "type": "polyline"},
    {"name": "nose", "type": "keypoint"},
    {"name": "any"},
]
RING = [{"x": 1, "y": 1}, {"x": 4, "y": 1}, {"x": 1, "y": 3}]
PATH = "/annotations/road-signs/a.png"


@pytest.fixture(autouse=True)
def _image(api: Api) -> dict[str, Any]:
    api.dataset("road-signs", classes=CLASSES)
    return api.image()


def saved(api: Api, annotation: dict[str, Any]) -> dict[str, Any]:
    """The annotation as it reads back."""
    api.post(PATH, json={"annotations": [annotation]}).raise_for_status()
    (result,) = api.get(PATH).json()["annotations"]
    assert isinstance(result, dict)
    return result


@pytest.mark.parametrize(
    "annotation",
    [
        {"name": "stop", "type": "bbox", "bounding_box": {"x": 0, "y": 0, "w": 1, "h": 1.5}},
        {"name": "nose", "type": "keypoint", "keypoint": {"x": 1, "y": 2}, "instance_id": 2},
        {**box("stop"), "attributes": {"worn": True}, "confidence": 0.25, "created_by": "a"},
        {**box("stop"), "oriented_box": {"cx": 1, "cy": 1, "w": 1, "h": 1, "angle": 45}},
    ],
)
def test_an_annotation_reads_back_as_saved(api: Api, annotation: dict[str, Any]) -> None:
    assert saved(api, {"id": "1", **annotation}).items() >= {"id": "1", **annotation}.items()


def test_an_annotation_without_an_id_gets_one(api: Api) -> None:
    assert saved(api, box("stop"))["id"]


@pytest.mark.parametrize(
    "shape",
    [
        {"name": "road", "type": "polygon", "polygon": {"paths": [RING]}},
        {"name": "lane", "type": "polyline", "polyline": {"path": RING}},
    ],
)
def test_the_enclosing_box_is_computed(api: Api, shape: dict[str, Any]) -> None:
    assert saved(api, shape)["bounding_box"] == {"x": 1, "y": 1, "w": 3, "h": 2}


@pytest.mark.parametrize(
    "annotation",
    [
        box("unknown"),
        box("road"),
        {"name": "stop", "type": "keypoint", "keypoint": {"x": 1, "y": 1}},
        {**box("stop"), "bounding_box": {"x": 0, "y": 0, "w": 0, "h": 1}},
        {**box("stop"), "bounding_box": [0, 0, 1, 1]},
        {**box("stop"), "extra": 1},
        {"name": "nose", "type": "keypoint", "keypoint": {"x": 1, "y": 1}, "bounding_box": None},
        {"name": "road", "type": "polygon", "polygon": {"paths": [RING[:2]]}},
        {**box("stop"), "name": " "},
    ],
    ids=[
        "a class the dataset has not",
        "a class of another type",
        "another type of a class",
        "a box without area",
        "a box in short form",
        "an unknown key",
        "a point with a box",
        "a ring of two points",
        "a blank name",
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    api: Api, annotation: dict[str, Any]
) -> None:
    before = saved(api, box("stop"))

    answer = api.post(PATH, json={"annotations": [box("stop"), annotation]})

    assert answer.status_code == 422
    assert api.get(PATH).json()["annotations"] == [before]


def test_a_class_without_a_type_takes_any(api: Api) -> None:
    assert saved(api, box("any"))["name"] == "any"


def test_saving_replaces_and_counts(api: Api) -> None:
    api.post(PATH, json={"annotations": [box("stop"), box("stop")]})

    answer = api.post(PATH, json={"annotations": [box("stop")]}).json()

    assert (answer["previous_count"], answer["new_count"], answer["status"]) == (2, 1, "new")
    assert api.delete(PATH).json()["deleted_count"] == 1


def test_a_bulk_save_reports_each_image(api: Api) -> None:
    good, bad = api.image(filename="b.png"), api.image(filename="c.png")

    answer = api.post(
        "/annotations/bulk",
        json={
            "saves": [
                {"image_id": good["id"], "annotations": [box("stop")]},
                {"image_id": bad["id"], "annotations": [box("unknown")]},
                {"image_id": "nobody", "annotations": []},
            ]
        },
    ).json()

    assert [entry["image_id"] for entry in answer["saved"]] == [good["id"]]
    assert [entry["image_id"] for entry in answer["failed"]] == [bad["id"], "nobody"]


@pytest.mark.parametrize(("images", "status"), [(200, 200), (201, 422)])
def test_a_bulk_save_takes_200_images(api: Api, images: int, status: int) -> None:
    saves = [{"image_id": str(number), "annotations": []} for number in range(images)]

    assert api.post("/annotations/bulk", json={"saves": saves}).status_code == status
