"""Renaming, merging and deleting a class with its annotations."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api, box

STOP = {"name": "stop", "type": "box", "color": "#ff0000"}
YIELD = {"name": "yield", "type": "box", "color": "#ffff00"}
ROAD = {"name": "road", "type": "polygon", "color": "#0000ff"}


@pytest.fixture(autouse=True)
def _annotated(api: Api) -> None:
    """Two stops and a yield on one image, one stop on another that is archived."""
    api.dataset("road-signs", classes=[STOP, YIELD, ROAD])
    api.annotate(api.image(filename="a.png"), box("stop"), box("stop"), box("yield"))
    api.annotate(api.image(filename="b.png"), box("stop"))
    api.delete("/images/road-signs/b.png")


def classes(api: Api) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = api.ok("GET", "/datasets/road-signs")["classes"]
    return result


def move(api: Api, action: str, **names: Any) -> Any:
    return api.ok("POST", f"/annotations/{action}", {"dataset": "road-signs", **names})


def refused(api: Api, action: str, **names: str) -> int:
    body = {"dataset": "road-signs", **names}
    return api.post(f"/annotations/{action}", json=body).status_code


def test_a_rename_takes_the_annotations_along(api: Api) -> None:
    answer = move(api, "rename-class", old_name="stop", new_name="halt")

    assert (answer["images_updated"], answer["annotations_updated"]) == (2, 3)
    assert answer["config_updated"] is True
    assert classes(api) == [{**STOP, "name": "halt"}, YIELD, ROAD]
    assert api.counts() == {"halt": 2, "yield": 1}
    names = [
        item["name"] for item in api.get("/annotations/road-signs/a.png").json()["annotations"]
    ]
    assert names == ["halt", "halt", "yield"]


def test_a_rename_that_meets_a_class_of_the_same_type_is_a_conflict(api: Api) -> None:
    assert refused(api, "rename-class", old_name="stop", new_name="yield") == 409
    assert api.counts() == {"stop": 2, "yield": 1}


def test_a_rename_that_meets_a_class_of_another_type_is_refused(api: Api) -> None:
    assert refused(api, "rename-class", old_name="stop", new_name="road") == 422


def test_a_rename_of_nothing_says_that_nothing_was_there(api: Api) -> None:
    answer = move(api, "rename-class", old_name="nothing", new_name="something")

    assert answer["annotations_updated"] == 0
    assert answer["config_updated"] is False


def test_a_merge_gives_the_annotations_to_the_target(api: Api) -> None:
    answer = move(api, "merge-class", source_name="stop", target_name="yield")

    assert (answer["images_updated"], answer["annotations_updated"]) == (2, 3)
    assert classes(api) == [YIELD, ROAD]
    assert api.counts() == {"yield": 3}


@pytest.mark.parametrize(
    ("target", "status"),
    [("nothing", 404), ("road", 422), ("stop", 422)],
    ids=["no target", "another type", "itself"],
)
def test_a_merge_that_would_orphan_annotations_is_refused(
    api: Api, target: str, status: int
) -> None:
    assert refused(api, "merge-class", source_name="stop", target_name=target) == status
    assert api.counts() == {"stop": 2, "yield": 1}


def test_deleting_a_class_leaves_its_annotations(api: Api) -> None:
    answer = move(api, "delete-class", name="stop", class_type=None)

    assert (answer["config_updated"], answer["annotations_removed"]) == (True, 0)
    assert classes(api) == [YIELD, ROAD]
    assert api.counts() == {"stop": 2, "yield": 1}


def test_deleting_a_class_takes_its_annotations_when_told_to(api: Api) -> None:
    answer = move(api, "delete-class", name="stop", class_type="bbox", delete_annotations=True)

    assert (answer["images_updated"], answer["annotations_removed"]) == (2, 3)
    assert api.counts() == {"yield": 1}


def test_a_type_narrows_a_deletion(api: Api, control: Control) -> None:
    control.set(one_class_per_name=False)
    polygon = {**STOP, "type": "polygon"}
    api.ok("PATCH", "/datasets/road-signs", {"classes": [STOP, polygon]})

    move(api, "delete-class", name="stop", class_type="polygon", delete_annotations=True)

    assert classes(api) == [STOP]
    assert api.counts() == {"stop": 2}
