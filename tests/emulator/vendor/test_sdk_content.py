"""The vendor's SDK through the life of images, annotations and exports."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pictograph import ApiError, NotFoundError, ValidationError
from pictograph.models.annotation import KeypointAnnotation, PolygonAnnotation, PolygonGeometry
from pictograph.models.common import Point

from pictograph_provider.emulator.control.client import Control
from pictograph_provider.emulator.png import png
from tests.emulator.conftest import sdk_box

DATASET = "road signs"
CLASSES = [
    {"name": "stop", "type": "bbox"},
    {"name": "yield", "type": "bbox"},
    {"name": "road", "type": "polygon"},
    {"name": "nose", "type": "keypoint"},
]
ROAD = PolygonAnnotation(
    name="road",
    polygon=PolygonGeometry(paths=[[Point(x=0, y=0), Point(x=3, y=0), Point(x=0, y=2)]]),
)
NOSE = KeypointAnnotation(name="nose", keypoint=Point(x=1, y=1), instance_id=1)


@pytest.fixture(autouse=True)
def _dataset(sdk: Any) -> None:
    sdk.datasets.create(DATASET, classes=CLASSES)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three images of 4 by 3 pixels."""
    paths = [tmp_path / name for name in ("a.png", "b.png", "c.png")]
    for path in paths:
        path.write_bytes(png(4, 3))
    return paths


def test_it_uploads_lists_and_downloads_images(sdk: Any, files: list[Path], tmp_path: Path) -> None:
    image = sdk.images.upload(DATASET, files[0], directory_path="/day")

    assert (image.width, image.height, image.content_type) == (4, 3, "image/png")
    assert sdk.images.get(DATASET, image.id) == image
    assert sdk.images.get(DATASET, "a.png") == image
    assert sdk.images.list(DATASET, directory_path="/day") == [image]
    copy = sdk.images.download(DATASET, image.id, tmp_path / "copy.png")
    assert copy.read_bytes() == files[0].read_bytes()


def test_it_uploads_many_and_names_the_one_that_was_there(sdk: Any, files: list[Path]) -> None:
    sdk.images.upload(DATASET, files[0])

    result = sdk.images.bulk_upload(DATASET, files)

    assert [image.filename for image in result.succeeded] == ["b.png", "c.png"]
    assert [failure.filename for failure in result.failed] == ["a.png"]
    assert len(list(sdk.images.iter(DATASET, page_size=2))) == 3


def test_it_uploads_a_directory_and_skips_what_is_there(sdk: Any, files: list[Path]) -> None:
    folder = files[0].parent

    assert sdk.images.upload_from_directory(DATASET, folder).images_uploaded == 3
    assert sdk.images.upload_from_directory(DATASET, folder).images_skipped == 3


def test_it_archives_images_and_deletes_them_for_good(sdk: Any, files: list[Path]) -> None:
    sdk.images.bulk_upload(DATASET, files)

    sdk.images.delete(DATASET, "a.png")
    sdk.images.delete(DATASET, "b.png", permanent=True)

    dataset = sdk.datasets.get(DATASET, include_images=True)
    assert (dataset.image_count, dataset.archived_image_count) == (1, 1)
    assert [image.filename for image in dataset.images] == ["c.png"]
    assert len(sdk.images.list(DATASET, include_archived=True)) == 2


def test_it_saves_reads_and_deletes_annotations(sdk: Any, files: list[Path]) -> None:
    image = sdk.images.upload(DATASET, files[0])
    annotations = [sdk_box("stop"), ROAD, NOSE]

    result = sdk.annotations.save(DATASET, "a.png", annotations)

    assert (result.previous_count, result.new_count, result.status) == (0, 3, "new")
    stop, road, nose = sdk.annotations.get(DATASET, image.id)
    assert (stop, nose) == (annotations[0], NOSE)
    assert road.polygon == ROAD.polygon
    assert (road.bounding_box.w, road.bounding_box.h) == (3, 2)
    assert sdk.annotations.delete(DATASET, "a.png").deleted_count == 3
    assert sdk.annotations.get(DATASET, "a.png") == []


def test_it_saves_many_at_once(sdk: Any, files: list[Path]) -> None:
    images = sdk.images.bulk_upload(DATASET, files).succeeded

    result = sdk.annotations.bulk_save(
        {images[0].id: [sdk_box("stop")], images[1].id: [sdk_box("unknown")]}
    )

    assert [entry.image_id for entry in result.saved] == [images[0].id]
    assert [entry.image_id for entry in result.failed] == [images[1].id]


def test_it_is_refused_a_class_the_dataset_has_not(sdk: Any, files: list[Path]) -> None:
    sdk.images.upload(DATASET, files[0])

    with pytest.raises(ValidationError, match="unknown"):
        sdk.annotations.save(DATASET, "a.png", [sdk_box("unknown")])


def test_it_renames_merges_and_deletes_classes(sdk: Any, files: list[Path]) -> None:
    sdk.images.upload(DATASET, files[0])
    sdk.annotations.save(DATASET, "a.png", [sdk_box("stop"), sdk_box("yield"), ROAD])

    renamed = sdk.annotations.rename_class(DATASET, "stop", "halt")
    assert (renamed.annotations_updated, renamed.config_updated) == (1, True)
    merged = sdk.annotations.merge_class(DATASET, "halt", "yield")
    assert (merged.images_updated, merged.annotations_updated) == (1, 1)
    deleted = sdk.annotations.delete_class(DATASET, "road", delete_annotations=True)
    assert (deleted.images_updated, deleted.annotations_removed) == (1, 1)

    assert [item.name for item in sdk.datasets.get(DATASET).classes] == ["yield", "nose"]
    assert sdk.datasets.insights(DATASET).class_annotation_counts == {"yield": 2}


def test_it_imports_labels_and_adds_their_classes(sdk: Any, files: list[Path]) -> None:
    sdk.images.upload(DATASET, files[0])
    coco = {
        "images": [{"id": 1, "file_name": "a.png", "width": 4, "height": 3}],
        "categories": [{"id": 1, "name": "bus"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 2, 2]}],
    }

    report = sdk.annotations.import_coco(DATASET, coco)

    assert (report.images_saved, report.failures) == (1, [])
    assert [item.name for item in sdk.datasets.get(DATASET).classes][-1] == "bus"


@pytest.fixture
def annotated(sdk: Any, files: list[Path]) -> None:
    sdk.images.upload(DATASET, files[0])
    sdk.annotations.save(DATASET, "a.png", [sdk_box("stop"), ROAD])


@pytest.mark.usefixtures("annotated")
def test_it_waits_for_an_export_and_downloads_it(sdk: Any, tmp_path: Path) -> None:
    export = sdk.exports.create(
        DATASET, "nightly", class_filter=["stop"], include_images=True, poll_interval=0.01
    )

    assert (export.status, export.annotation_count) == ("completed", 1)
    for path in (
        sdk.exports.download(DATASET, "nightly", tmp_path / "by-name.zip"),
        sdk.exports.download_by_id(export.id, tmp_path / "by-id.zip"),
    ):
        with ZipFile(path) as file:
            assert file.testzip() is None
            assert "images/a.png" in file.namelist()


@pytest.mark.usefixtures("annotated")
def test_it_lists_and_deletes_exports(sdk: Any) -> None:
    first, second = (sdk.exports.create(DATASET, name, wait=False) for name in ("a", "b"))

    assert first.status == "pending"
    assert sdk.exports.get(DATASET, "a").id == sdk.exports.get_by_id(first.id).id
    assert [row.name for row in sdk.exports.iter(dataset_name=DATASET, page_size=1)] == ["b", "a"]
    sdk.exports.delete(DATASET, "a")
    result = sdk.exports.bulk_delete([second.id, first.id])
    assert (result.succeeded, result.not_found) == ([second.id], [first.id])
    with pytest.raises(NotFoundError):
        sdk.exports.get(DATASET, "b")


@pytest.mark.usefixtures("annotated")
def test_it_reports_an_export_that_failed(sdk: Any, control: Control) -> None:
    control.set(export_failure="out of disk")

    with pytest.raises(ApiError, match="out of disk"):
        sdk.exports.create(DATASET, "nightly", poll_interval=0.01)
