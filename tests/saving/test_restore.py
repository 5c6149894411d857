"""Putting back adds what is missing, and touches nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pictograph_provider import Client, ForbiddenError
from pictograph_provider.emulator.control.client import Control
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.saving.receipt_file import ReceiptError
from pictograph_provider.saving.restore import restore
from pictograph_provider.saving.save import save
from pictograph_provider.saving.target import TargetError
from tests.saving.album import CLASSES, Album, Contents, box
from tests.saving.removals import removal_of, remove, save_classes

TYPES = ["bbox", "polygon", "polyline", "keypoint"]


def test_everything_comes_back_as_it_was(
    client: Client, album: Album, before: Contents, receipt: Path
) -> None:
    assert album.contents() != before
    report = restore(client, receipt)
    assert (report.restored, report.present, report.images) == (6, 0, 3)
    assert report.complete
    assert album.contents() == before


def test_the_class_comes_back_with_all_its_fields(client: Client, receipt: Path) -> None:
    report = restore(client, receipt)
    assert [*report.created] == [{**CLASSES[1], "type": "box"}]
    assert client.projects.get("road-signs").classes[-1].fields() == {**CLASSES[1], "type": "box"}


def test_twice_adds_nothing(
    client: Client, control: Control, album: Album, before: Contents, receipt: Path
) -> None:
    restore(client, receipt)
    control.forget_requests()
    report = restore(client, receipt)
    assert (report.restored, report.present, report.images) == (0, 6, 0)
    assert {request.method for request in control.requests()} == {"GET"}
    assert album.contents() == before


def test_what_was_labelled_meanwhile_stays(client: Client, album: Album, receipt: Path) -> None:
    image = next(image for image in client.images.iter("road-signs") if image.path == "a.png")
    album.label(image.id, [box("new", "stop", x=77.0)])
    restore(client, receipt)
    found = {item["id"]: item for item in album.contents()["a.png"]}
    assert found.keys() == {"m-a", "m-b", "new"}
    assert found["new"]["bounding_box"]["x"] == 77.0


def test_an_annotation_that_was_changed_since_stays_as_it_is(
    client: Client, album: Album, receipt: Path
) -> None:
    restore(client, receipt)
    image = next(image for image in client.images.iter("road-signs") if image.path == "a.png")
    album.label(image.id, [box("m-a", "merge", x=50.0), box("m-b", "stop", x=51.0)])
    report = restore(client, receipt)
    assert (report.restored, report.present) == (0, 6)
    assert [item["bounding_box"]["x"] for item in album.contents()["a.png"]] == [50.0, 51.0]


def test_a_bystander_in_the_archive_is_not_put_back(
    client: Client, control: Control, album: Album, tmp_path: Path
) -> None:
    control.set(one_class_per_name=False)
    live = [cls.fields() for cls in client.projects.get("road-signs").classes]
    client.projects.update("road-signs", classes=[*live, {"name": "lane", "type": "bbox"}])
    image = album.add("b.png", [box("removed", "lane")])
    # The service filters by name alone, so the export has the polygons called lane as well.
    both = removal_of(client, "lane")
    boxes = replace(both, classes=[pair for pair in both.classes if pair[0]["type"] == "box"])
    receipt = save(client, boxes, tmp_path, lambda text: None).path
    album.label(image, [])
    album.delete("left/a.png")
    album.add("left/a.png")
    report = restore(client, receipt)
    assert (report.restored, report.complete) == (1, True)
    assert album.contents()["left/a.png"] == []


def test_an_image_that_is_gone_is_counted_and_the_rest_comes_back(
    client: Client, album: Album, receipt: Path
) -> None:
    album.delete("left/a.png")
    report = restore(client, receipt)
    assert report.gone == {"left/a.png": 2}
    assert report.restored == 4
    assert not report.complete


def test_an_image_that_was_uploaded_again_is_found_by_its_path(
    client: Client, album: Album, receipt: Path
) -> None:
    album.delete("left/a.png")
    album.add("left/a.png", [box("new", "stop")])
    assert restore(client, receipt).complete
    assert [item["id"] for item in album.contents()["left/a.png"]] == ["n-a", "n-b", "new"]


def test_a_renamed_project_is_found_by_its_id(client: Client, receipt: Path) -> None:
    client.projects.update("road-signs", new_name="street signs")
    assert restore(client, receipt).project.name == "street signs"


def test_a_deleted_project_is_said_to_be_gone_with_what_can_be_done(
    client: Client, receipt: Path
) -> None:
    client.projects.delete("road-signs")
    client.projects.create("road-signs")  # of the same name, yet not the one that was saved
    with pytest.raises(
        TargetError, match=r"was deleted, and its images with it.*--project NAME --by-file-name"
    ):
        restore(client, receipt)


def test_a_project_created_again_takes_the_annotations_by_file_name(
    client: Client, album: Album, before: Contents, tmp_path: Path
) -> None:
    receipt = save_classes(client, tmp_path).path
    client.projects.delete("road-signs")
    client.projects.create("road-signs", classes=CLASSES[:2], annotation_types=TYPES)
    for path in before:
        album.add(path)
    report = restore(client, receipt, project="road-signs", by_file_name=True)
    assert report.complete
    assert [entry["name"] for entry in report.created] == ["lane", "kerb", "tip"]
    assert album.contents() == before


def test_a_project_that_is_not_there_is_named(client: Client, receipt: Path) -> None:
    with pytest.raises(TargetError, match="no project other in this organization"):
        restore(client, receipt, project="other")


@pytest.mark.parametrize("project", [None, "road-signs"])
def test_another_organizations_key_changes_nothing(
    control: Control, receipt: Path, pictograph_emulator: Emulator, project: str | None
) -> None:
    key = control.create_key(control.create_organization("Other"))
    with Client(key, pictograph_emulator.url) as other:
        other.projects.create("road-signs", classes=CLASSES)
        control.forget_requests()
        with pytest.raises(TargetError, match=r"the API key belongs to organization .* \(Other\)"):
            restore(other, receipt, project=project)
    assert {request.method for request in control.requests()} == {"GET"}


def test_a_class_of_the_same_name_and_another_type_stops_it(
    client: Client, album: Album, receipt: Path
) -> None:
    live = [cls.fields() for cls in client.projects.get("road-signs").classes]
    client.projects.update("road-signs", classes=[*live, {"name": "merge", "type": "polygon"}])
    contents = album.contents()
    with pytest.raises(TargetError, match=r'class_moves=\{"merge": "merge polygon"\}'):
        restore(client, receipt)
    assert album.contents() == contents


def test_annotations_without_a_class_are_left_out_and_named(
    client: Client, control: Control, album: Album, tmp_path: Path
) -> None:
    control.set(removal_keeps_annotations=True)
    remove(client, "merge")  # its annotations stay, and no class has them
    receipt = save_classes(client, tmp_path).path
    album.delete("a.png")
    album.add("a.png")
    report = restore(client, receipt)
    assert report.classless == {"merge (bbox)": 6}
    assert report.restored == 1


def test_a_changed_archive_changes_nothing(client: Client, album: Album, receipt: Path) -> None:
    archive = receipt.with_name(receipt.name.replace(".receipt.json", ".zip"))
    archive.write_bytes(archive.read_bytes() + b" ")
    contents = album.contents()
    with pytest.raises(ReceiptError, match="is not the file"):
        restore(client, receipt)
    assert album.contents() == contents


def test_a_key_that_may_not_write_is_told_so_at_once(
    control: Control, receipt: Path, pictograph_emulator: Emulator
) -> None:
    key = control.create_key(pictograph_emulator.organization_id, "viewer")
    with Client(key, pictograph_emulator.url) as viewer, pytest.raises(ForbiddenError):
        restore(viewer, receipt)
