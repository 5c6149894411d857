"""Insights: counts over the images that are not archived."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.conftest import Api, box

CLASSES = [{"name": "stop", "type": "box"}, {"name": "lane", "type": "polyline"}]
LANE: dict[str, Any] = {
    "name": "lane",
    "type": "polyline",
    "polyline": {"path": [{"x": 0, "y": 0}, {"x": 3, "y": 2}]},
}


@pytest.fixture
def insights(api: Api) -> dict[str, Any]:
    """Of three images: one with three annotations, one with none, an archived one with one."""
    api.dataset("road-signs", classes=CLASSES)
    api.annotate(api.image(filename="a.png"), box("stop"), box("stop"), LANE)
    api.image(filename="b.png")
    api.annotate(api.image(filename="c.png"), box("stop"))
    api.delete("/images/road-signs/c.png")
    result: dict[str, Any] = api.ok("GET", "/datasets/road-signs/insights")
    return result


def test_annotations_and_images_are_counted_by_class_name(insights: dict[str, Any]) -> None:
    assert insights["class_annotation_counts"] == {"lane": 1, "stop": 2}
    assert insights["class_image_counts"] == {"lane": 1, "stop": 1}
    assert insights["type_counts"] == {"bbox": 2, "polyline": 1}


def test_archived_images_are_not_counted(insights: dict[str, Any]) -> None:
    assert insights["total_images"] == 2
    assert insights["total_annotations"] == 3
    assert (insights["annotated_images"], insights["unannotated_images"]) == (1, 1)
    assert insights["annotation_density"] == {"0": 1, "1-5": 1}


def test_sizes_are_summed_up(insights: dict[str, Any]) -> None:
    dimensions = insights["dimensions"]

    assert dimensions["sizes"] == [{"w": 4, "h": 3, "count": 2}]
    assert dimensions["orientation"] == {"landscape": 2, "portrait": 0, "square": 0}
    assert (dimensions["min_width"], dimensions["avg_height"]) == (4, 3)


def test_images_that_a_model_was_unsure_of_are_flagged(api: Api) -> None:
    api.dataset("road-signs", classes=CLASSES)
    api.annotate(api.image(), box("stop"), {**box("stop"), "confidence": 0.6})

    confidence = api.ok("GET", "/datasets/road-signs/insights")["model_confidence"]

    assert confidence == {
        "flagged": 1,
        "lowest": 0.6,
        "avg_flagged": 0.6,
        "buckets": {"lt50": 0, "b50_70": 1, "b70_90": 0, "b90_100": 0},
    }


def test_an_empty_dataset_counts_nothing(api: Api) -> None:
    api.dataset("road-signs")

    insights = api.ok("GET", "/datasets/road-signs/insights")

    assert insights["total_images"] == 0
    assert insights["avg_annotations_per_image"] == 0
    assert insights["class_annotation_counts"] == {}
    assert insights["model_confidence"] is None
