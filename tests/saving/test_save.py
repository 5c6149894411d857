"""Saving is complete or leaves no file: what the service could not give is never half saved."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pictograph_provider import ApiError, Client, ForbiddenError, NetworkError
from pictograph_provider.emulator.control.client import Control
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.saving import files
from pictograph_provider.saving.save import SaveError, save
from tests.saving.album import CLASSES, Album, box
from tests.saving.removals import removal_of, save_classes

MERGE = CLASSES[1]


@pytest.fixture
def control(pictograph_emulator: Emulator) -> Control:
    return pictograph_emulator.control


def test_a_class_is_saved_with_all_its_annotations(
    client: Client, album: Album, tmp_path: Path
) -> None:
    saved = save_classes(client, tmp_path / "saved" / "here", "merge")
    receipt = saved.receipt
    assert (receipt.removal, receipt.annotations, receipt.images) == ("classes", 6, 3)
    assert [(cls.label, cls.annotations, cls.images) for cls in receipt.classes] == [
        ("merge (bbox)", 6, 3)
    ]
    assert [(file.content, file.annotations) for file in receipt.files] == [
        ("export", 4),
        ("archived images", 2),
    ]
    assert receipt.archived_images == 1
    assert receipt.classes[0].entry == {**MERGE, "type": "box"}
    assert sorted(path.name for path in saved.path.parent.iterdir()) == [
        "road-signs.merge.20260102T120005Z.archived-images.json",
        "road-signs.merge.20260102T120005Z.receipt.json",
        "road-signs.merge.20260102T120005Z.zip",
    ]


def test_only_the_classes_that_go_are_exported(
    client: Client, control: Control, album: Album, tmp_path: Path
) -> None:
    save_classes(client, tmp_path, "merge", "lane")
    save_classes(client, tmp_path)
    asked = [r.body for r in control.requests() if r.method == "POST" and "/exports/" in r.path]
    assert [json.loads(body or "").get("class_filter") for body in asked] == [
        ["merge", "lane"],
        None,
    ]


def test_a_whole_project_is_saved_with_all_annotations(
    client: Client, album: Album, tmp_path: Path
) -> None:
    receipt = save_classes(client, tmp_path).receipt
    assert (receipt.removal, receipt.annotations, receipt.images) == ("project", 11, 3)
    counts = {cls.name: cls.annotations for cls in receipt.classes}
    assert counts == {"stop": 2, "merge": 6, "lane": 1, "kerb": 1, "tip": 1}


def test_only_the_one_that_goes_of_two_classes_of_one_name_counts_as_saved(
    client: Client, control: Control, album: Album, tmp_path: Path
) -> None:
    control.set(one_class_per_name=False)
    base = [cls.fields() for cls in client.projects.get("road-signs").classes]
    client.projects.update("road-signs", classes=[*base, {"name": "lane", "type": "bbox"}])
    album.add("b.png", [box("l", "lane")])
    both = removal_of(client, "lane")
    boxes = replace(both, classes=[pair for pair in both.classes if pair[0]["type"] == "box"])
    assert save(client, boxes, tmp_path, lambda text: None).receipt.annotations == 1


def test_the_export_on_the_service_is_deleted_again(
    client: Client, album: Album, tmp_path: Path
) -> None:
    save_classes(client, tmp_path, "merge")
    assert album.exports() == []


def test_a_key_that_may_not_delete_exports_can_save(
    control: Control, album: Album, pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    emulator = pictograph_emulator
    key = control.create_key(emulator.organization_id, "member")
    with Client(key, emulator.url, max_retries=0) as member:
        assert save_classes(member, tmp_path, "merge").receipt.annotations == 6
    assert len(album.exports()) == 1


def test_saving_again_at_the_same_time_keeps_both(
    client: Client, album: Album, tmp_path: Path
) -> None:
    first = save_classes(client, tmp_path, "merge").path
    second = save_classes(client, tmp_path, "merge").path
    assert first.exists()
    assert second.name == "road-signs.merge.20260102T120005Z-2.receipt.json"


def test_a_failed_export_leaves_nothing(
    client: Client, control: Control, album: Album, tmp_path: Path
) -> None:
    control.set(export_failure="out of space")
    with pytest.raises(ApiError, match="out of space"):
        save_classes(client, tmp_path, "merge")
    assert [*tmp_path.glob("road-signs*")] == []


def test_a_download_that_is_cut_off_leaves_nothing(
    client: Client, control: Control, album: Album, tmp_path: Path
) -> None:
    control.fault("truncate", path="^/_storage/exports/", times=None)
    with pytest.raises(NetworkError, match="cut off"):
        save_classes(client, tmp_path, "merge")
    assert [*tmp_path.glob("road-signs*")] == []
    assert album.exports() == []


def test_a_login_page_instead_of_the_archive_is_no_archive(
    client: Client, control: Control, album: Album, tmp_path: Path
) -> None:
    control.fault("html", path="^/_storage/exports/")
    with pytest.raises(SaveError, match="no whole ZIP archive"):
        save_classes(client, tmp_path, "merge")
    assert [*tmp_path.glob("road-signs*")] == []


def test_an_annotation_that_was_drawn_after_the_count_is_a_difference(
    client: Client, album: Album, tmp_path: Path
) -> None:
    counted = removal_of(client, "merge")
    album.add("b.png", [box("late", "merge")])
    with pytest.raises(SaveError, match="merge: 5 annotations saved, 4 in the service"):
        save(client, counted, tmp_path, lambda text: None)
    assert [*tmp_path.glob("road-signs*")] == []


def test_a_class_nobody_counted_is_a_difference_too_when_all_goes(
    client: Client, album: Album, tmp_path: Path
) -> None:
    counted = removal_of(client)
    counts = {name: number for name, number in counted.counted.items() if name != "kerb"}
    with pytest.raises(SaveError, match="kerb: 1 annotation saved, 0 in the service"):
        save(client, replace(counted, counted=counts), tmp_path, lambda text: None)


def test_an_image_that_the_project_does_not_list_cannot_be_put_back(
    client: Client, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [image for image in client.images.iter("road-signs") if image.path != "left/a.png"]
    monkeypatch.setattr(client.images, "iter", lambda *_, **__: iter(listed))
    counted = removal_of(client, "merge")
    hidden = counted.project.model_copy(update={"archived_image_count": 0})
    with pytest.raises(SaveError, match=r"image left/a\.png, which the project does not have"):
        save(client, replace(counted, project=hidden), tmp_path, lambda text: None)


def test_archived_images_that_are_not_listed_stop_it(
    client: Client, album: Album, tmp_path: Path
) -> None:
    counted = removal_of(client, "merge")
    more = counted.project.model_copy(update={"archived_image_count": 3})
    with pytest.raises(SaveError, match="has 3 archived images, but the service lists 1"):
        save(client, replace(counted, project=more), tmp_path, lambda text: None)
    assert [*tmp_path.glob("road-signs*")] == []


def test_an_archived_image_that_cannot_be_read_stops_it(
    client: Client, control: Control, album: Album, tmp_path: Path
) -> None:
    control.fault("status", status=403, path=r"/annotations/road-signs/old\.png")
    with pytest.raises(ForbiddenError):
        save_classes(client, tmp_path, "merge")
    assert [*tmp_path.glob("road-signs*")] == []


def test_annotations_of_an_unknown_form_on_archived_images_stop_it(
    client: Client, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = {"id": "o-c", "name": "merge", "type": "bbox", "cuboid": {}}
    monkeypatch.setattr(client.annotations, "get", lambda *_: [odd])
    with pytest.raises(SaveError, match="a form that is not known"):
        save_classes(client, tmp_path, "merge")
    assert [*tmp_path.glob("road-signs*")] == []


def test_a_full_disk_leaves_nothing(
    client: Client, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save_classes(client, tmp_path, "merge")
    assert [*tmp_path.glob("road-signs*")] == []


def test_a_receipt_that_cannot_be_written_leaves_no_archive_behind(
    client: Client, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = files.written_whole

    def refused(path: Path) -> object:
        if path.name.endswith(".receipt.json"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return written(path)

    monkeypatch.setattr("pictograph_provider.saving.receipt_file.written_whole", refused)
    with pytest.raises(OSError, match="No space left"):
        save_classes(client, tmp_path, "merge")
    assert [*tmp_path.glob("road-signs*")] == []


def test_a_folder_that_cannot_be_written_to_is_found_before_the_service_works(
    client: Client, control: Control, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("os.open", refused)
    control.forget_requests()
    with pytest.raises(PermissionError):
        save_classes(client, tmp_path, "merge")
    assert not any("/exports/" in request.path for request in control.requests())


def test_the_archive_is_the_services_own(client: Client, album: Album, tmp_path: Path) -> None:
    path = save_classes(client, tmp_path, "merge").path
    archive = path.with_name(path.name.replace(".receipt.json", ".zip"))
    with zipfile.ZipFile(archive) as file:
        assert "annotations/left/a.png.json" in file.namelist()
        assert not any(name.startswith("images/") for name in file.namelist())
