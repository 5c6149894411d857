"""The class list: what is stored, and what a removal takes."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.emulator.control.client import Control
from pictograph_provider.emulator.datasets.classes import PALETTE
from tests.emulator.conftest import Api, box

STOP = {"name": "stop", "type": "box", "color": "#ff0000"}
YIELD = {"name": "yield", "type": "box", "color": "#ffff00"}
MERGE = {"name": "merge", "type": "box", "color": "#0000ff"}
BUS = {"name": "bus", "type": "polygon", "color": "#00ff00"}


def stored(api: Api, classes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = api.dataset("road-signs", classes=classes)["classes"]
    return result


def refusal(api: Api, classes: list[Any]) -> list[Any]:
    """Where the service found the first error."""
    answer = api.post("/datasets/", json={"name": "refused", "classes": classes})
    assert answer.status_code == 422
    loc: list[Any] = answer.json()["error"]["details"]["errors"][0]["loc"]
    return loc


def test_the_order_sent_is_the_order_kept(api: Api) -> None:
    assert stored(api, [YIELD, STOP, MERGE]) == [YIELD, STOP, MERGE]


def test_bbox_reads_back_as_box(api: Api) -> None:
    assert stored(api, [{**STOP, "type": "bbox"}]) == [STOP]


def test_a_switch_keeps_bbox(api: Api, control: Control) -> None:
    control.set(store_bbox_as_box=False)

    assert stored(api, [{**STOP, "type": "bbox"}]) == [{**STOP, "type": "bbox"}]


@pytest.mark.parametrize(
    "extra",
    [
        {"attributes": [{"name": "state", "type": "select", "values": ["new", "worn"]}]},
        {"attributes": [{"values": None, "type": "text", "name": "note"}]},
        {"attributes": []},
        {"skeleton": {"nodes": [{"y": 1, "name": "nose", "x": 0.25}], "edges": []}},
        {"skeleton": {"edges": [[0, 1]], "nodes": [{"name": "a"}, {"name": "b"}]}},
    ],
)
def test_attributes_and_skeleton_read_back_as_sent(api: Api, extra: dict[str, Any]) -> None:
    (item,) = stored(api, [{"name": "pose", "type": "keypoint", **extra, "color": "RED"}])

    (key,) = extra
    assert repr(item[key]) == repr(extra[key])
    assert item["color"] == "RED"


def test_a_class_without_a_color_gets_the_first_that_is_unused(api: Api) -> None:
    classes = stored(
        api, [{"name": "a"}, {"name": "b", "color": PALETTE[0].upper()}, {"name": "c"}]
    )

    assert [item["color"] for item in classes] == [PALETTE[1], PALETTE[0].upper(), PALETTE[2]]


def test_more_classes_than_colors_share_them(api: Api) -> None:
    classes = stored(api, [{"name": str(number)} for number in range(20)])

    assert {item["color"] for item in classes} == set(PALETTE)


def test_a_replacement_without_a_color_keeps_the_stored_one(api: Api) -> None:
    stored(api, [STOP])

    data = api.ok("PATCH", "/datasets/road-signs", {"classes": [{"name": "stop", "type": "bbox"}]})

    assert data["classes"] == [STOP]


@pytest.mark.parametrize(
    ("item", "loc"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": 7}, "name"),
        ({"name": "x", "color": "no color"}, "color"),
        ({"name": "x", "color": ""}, "color"),
        ({"name": "x", "hotkey": "h"}, "hotkey"),
        ({"name": "x", "attributes": [{"name": "a", "type": "date"}]}, "attributes"),
        ({"name": "x", "skeleton": {"nodes": []}}, "skeleton"),
    ],
)
def test_a_class_that_does_not_fit_is_refused_where_it_is(
    api: Api, item: dict[str, Any], loc: str
) -> None:
    assert refusal(api, [STOP, item])[:4] == ["body", "classes", 1, loc]


def test_a_switch_keeps_keys_the_service_does_not_know(api: Api, control: Control) -> None:
    control.set(unknown_class_keys=True)

    assert stored(api, [{**STOP, "hotkey": {"key": "s"}}]) == [{**STOP, "hotkey": {"key": "s"}}]


@pytest.mark.parametrize("other", [STOP, {**STOP, "type": "polygon"}])
def test_two_classes_of_one_name_are_refused(api: Api, other: dict[str, Any]) -> None:
    assert refusal(api, [STOP, YIELD, other]) == ["body", "classes", 2, "name"]


def test_a_switch_allows_one_name_with_two_types(api: Api, control: Control) -> None:
    control.set(one_class_per_name=False)
    polygon = {**STOP, "type": "polygon"}

    assert stored(api, [STOP, polygon]) == [STOP, polygon]
    assert refusal(api, [STOP, {**STOP, "type": "bbox"}]) == ["body", "classes", 1, "name"]


def test_a_class_that_leaves_the_list_takes_its_annotations(api: Api) -> None:
    stored(api, [STOP, YIELD])
    api.annotate(api.image(), box("stop"), box("stop"), box("yield"))

    api.ok("PATCH", "/datasets/road-signs", {"classes": [YIELD]})

    assert api.counts() == {"yield": 1}


def test_it_takes_those_on_archived_images_too(api: Api) -> None:
    stored(api, [STOP, YIELD])
    image = api.image()
    api.annotate(image, box("stop"))
    api.delete("/images/road-signs/a.png")

    api.ok("PATCH", "/datasets/road-signs", {"classes": [YIELD]})

    assert api.get("/annotations/road-signs/a.png").json()["annotations"] == []


def test_a_class_that_changes_its_type_takes_its_annotations(api: Api) -> None:
    stored(api, [STOP, YIELD])
    api.annotate(api.image(), box("stop"), box("yield"))

    api.ok("PATCH", "/datasets/road-signs", {"classes": [{**STOP, "type": "polygon"}, YIELD]})

    assert api.counts() == {"yield": 1}


@pytest.mark.parametrize(
    "classes",
    [
        [YIELD, STOP],
        [{**STOP, "type": "bbox"}, YIELD],
        [{**STOP, "color": "black"}, YIELD, BUS],
        [{"name": "stop"}, YIELD],
    ],
    ids=["reordered", "box is bbox", "recolored and added to", "type left out"],
)
def test_nothing_else_takes_annotations(api: Api, classes: list[dict[str, Any]]) -> None:
    stored(api, [STOP, YIELD])
    api.annotate(api.image(), box("stop"), box("yield"))

    api.ok("PATCH", "/datasets/road-signs", {"classes": classes})

    assert api.counts() == {"stop": 1, "yield": 1}


def test_a_switch_leaves_the_annotations_of_a_class_that_is_gone(
    api: Api, control: Control
) -> None:
    control.set(removal_keeps_annotations=True)
    stored(api, [STOP])
    api.annotate(api.image(), box("stop"))

    api.ok("PATCH", "/datasets/road-signs", {"classes": []})

    assert api.counts() == {"stop": 1}


def test_a_base_lets_a_class_survive_that_somebody_added(api: Api) -> None:
    stored(api, [STOP, YIELD])
    api.ok("PATCH", "/datasets/road-signs", {"classes": [STOP, YIELD, BUS]})

    data = api.ok(
        "PATCH",
        "/datasets/road-signs",
        {"classes": [STOP, YIELD, MERGE], "classes_base": [STOP, YIELD]},
    )

    assert data["classes"] == [STOP, YIELD, BUS, MERGE]


def test_a_base_without_classes_is_refused(api: Api) -> None:
    stored(api, [STOP])

    answer = api.patch("/datasets/road-signs", json={"classes_base": [STOP]})

    assert answer.status_code == 422
