"""The vendor's SDK through the life of a dataset."""

from __future__ import annotations

from typing import Any

import pytest
from pictograph import NotFoundError
from pictograph.models.dataset import DatasetClass

from pictograph_provider.emulator import Emulator

CLASSES = [
    DatasetClass(name="stop", type="bbox", color="#ff0000"),
    DatasetClass(name="lane", type="polyline", color="#00ff00"),
]


def names(classes: list[DatasetClass]) -> list[str]:
    return [item.name for item in classes]


def test_it_creates_and_reads_by_name_and_by_id(sdk: Any) -> None:
    created = sdk.datasets.create(
        "Straße 100%", description="Roads", annotation_types=["bbox", "polyline"], classes=CLASSES
    )

    assert created.description == "Roads"
    assert created.annotation_types == ["bbox", "polyline"]
    assert [(item.name, item.type) for item in created.classes] == [
        ("stop", "box"),
        ("lane", "polyline"),
    ]
    assert sdk.datasets.get("Straße 100%") == created
    assert sdk.datasets.get(dataset_id=created.id) == created


def test_it_lists_over_several_pages(sdk: Any) -> None:
    created = [sdk.datasets.create(f"dataset {number}").name for number in range(7)]

    assert [row.name for row in sdk.datasets.list(limit=3, offset=1)] == created[::-1][1:4]
    assert [row.name for row in sdk.datasets.iter(page_size=3)] == created[::-1]
    assert len(list(sdk.datasets.iter(page_size=3, max_total=5))) == 5


def test_it_edits_classes_without_erasing_what_somebody_added(sdk: Any) -> None:
    read = sdk.datasets.create("road-signs", classes=CLASSES)
    added = DatasetClass(name="theirs", type="polygon")
    sdk.datasets.update("road-signs", classes=[*read.classes, added])

    edited = sdk.datasets.update(
        "road-signs",
        classes=[*read.classes[1:], DatasetClass(name="mine", type="box")],
        classes_base=read.classes,
    )

    assert sorted(names(edited.classes)) == ["lane", "mine", "theirs"]


def test_it_replaces_classes(sdk: Any) -> None:
    sdk.datasets.create("road-signs", classes=CLASSES)

    assert sdk.datasets.update("road-signs", classes=[]).classes == []


def test_a_skeleton_and_attributes_round_trip(sdk: Any) -> None:
    pose = {
        "name": "pose",
        "type": "keypoint",
        "attributes": [{"name": "side", "type": "select", "values": ["left", "right"]}],
        "skeleton": {"nodes": [{"name": "nose", "x": 0.5, "y": 0.0}], "edges": []},
    }
    (created,) = sdk.datasets.create("poses", classes=[pose]).classes

    again = sdk.datasets.update("poses", classes=[created]).classes

    assert again == [created]
    assert created.skeleton.nodes[0].name == "nose"
    assert created.attributes[0].values == ["left", "right"]


def test_it_renames(sdk: Any) -> None:
    created = sdk.datasets.create("old")

    assert sdk.datasets.update("old", new_name="new", readme="# New").id == created.id
    with pytest.raises(NotFoundError):
        sdk.datasets.get("old")


def test_it_archives_and_unarchives(sdk: Any) -> None:
    sdk.datasets.create("road-signs")

    assert sdk.datasets.archive("road-signs").is_archived
    assert sdk.datasets.list() == []
    assert [row.name for row in sdk.datasets.list(archived=True)] == ["road-signs"]
    assert not sdk.datasets.unarchive("road-signs").is_archived


def test_it_reads_insights(sdk: Any) -> None:
    sdk.datasets.create("road-signs")

    insights = sdk.datasets.insights("road-signs")

    assert insights.total_images == 0
    assert insights.class_annotation_counts == {}


def test_it_deletes(sdk: Any) -> None:
    created = sdk.datasets.create("road-signs")

    summary = sdk.datasets.delete(dataset_id=created.id)

    assert (summary["deleted"], summary["images_deleted"]) == (True, 0)
    with pytest.raises(NotFoundError):
        sdk.datasets.delete("road-signs")


def test_it_reads_its_organization(sdk: Any, emulator: Emulator) -> None:
    assert sdk.organizations.me().id == emulator.organization_id
    assert sdk.organizations.update(description="Roads").description == "Roads"
