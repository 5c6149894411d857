"""What is inside an archive, and which files are not archives."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pictograph_provider.saving import archive
from pictograph_provider.saving.archive import ArchiveError, SavedImage, read_images
from tests.saving.album import box, every_type

CAR = box("1", "car")


def zipped(folder: Path, members: Mapping[str, Any]) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return path


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("x.json", {"image": {"id": "i", "filename": "a.png", "directory_path": "/left"}}),
        ("x.json", {"image_id": "i", "filename": "a.png", "directory_path": "left/"}),
        ("x.json", {"id": "i", "file_name": "a.png", "directory_path": "/left"}),
    ],
)
def test_an_image_is_known_by_what_stands_beside_its_annotations(
    tmp_path: Path, member: str, content: dict[str, Any]
) -> None:
    content["annotations"] = [CAR]
    assert [*read_images(zipped(tmp_path, {member: content}))] == [
        SavedImage("i", "left/a.png", (CAR,))
    ]


def test_a_bare_list_is_of_the_image_that_the_file_is_called_like(tmp_path: Path) -> None:
    file = zipped(tmp_path, {"left/a.png.json": [CAR]})
    assert [*read_images(file)] == [SavedImage(None, "left/a.png", (CAR,))]


def test_many_images_may_be_in_one_file(tmp_path: Path) -> None:
    rows = [{"id": id_, "filename": f"{id_}.png", "annotations": [CAR]} for id_ in "ij"]
    file = zipped(tmp_path, {"all.json": {"dataset": {"images": rows}}})
    assert [image.id for image in read_images(file)] == ["i", "j"]


def test_every_type_of_annotation_is_read_as_it_is(tmp_path: Path) -> None:
    content = {"id": "i", "filename": "a.png", "annotations": every_type("t")}
    [image] = read_images(zipped(tmp_path, {"a.json": content}))
    assert [*image.annotations] == every_type("t")


def test_classes_are_no_annotations_though_they_have_a_name_and_a_type(tmp_path: Path) -> None:
    classes = [{"name": "car", "type": "box", "color": "#ff0000"}]
    assert [*read_images(zipped(tmp_path, {"dataset.json": {"classes": classes}}))] == []


def test_an_annotation_without_an_id_gets_the_same_each_time(tmp_path: Path) -> None:
    nameless = {key: value for key, value in CAR.items() if key != "id"}
    content = {"id": "i", "annotations": [nameless, nameless]}
    file = zipped(tmp_path, {"a.json": content})
    ids = [[item["id"] for item in image.annotations] for image in read_images(file)]
    assert ids == [[item["id"] for item in image.annotations] for image in read_images(file)]
    assert len({*ids[0]}) == 2


def test_half_an_archive_is_none(tmp_path: Path) -> None:
    file = zipped(tmp_path, {"a.json": {"id": "i", "annotations": [CAR]}})
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(ArchiveError, match="no whole ZIP archive"):
        [*read_images(file)]


@pytest.mark.parametrize("member", ["a.json", "picture.png"])
def test_a_flipped_bit_is_found_in_any_file_of_it(tmp_path: Path, member: str) -> None:
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(member, '{"some": "content"}')
    file.write_bytes(file.read_bytes().replace(b"content", b"contend", 1))
    with pytest.raises(ArchiveError, match="CRC"):
        [*read_images(file)]


def test_a_page_of_a_login_portal_is_none(tmp_path: Path) -> None:
    file = tmp_path / "export.zip"
    file.write_text("<!doctype html><title>Sign in</title>")
    with pytest.raises(ArchiveError, match="no whole ZIP archive"):
        [*read_images(file)]


def test_json_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"a\.json in it is not JSON"):
        [*read_images(zipped(tmp_path, {"a.json": b'{"annotations": ['}))]


def test_a_file_in_it_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 10)
    file = zipped(tmp_path, {"a.json": {"id": "i", "annotations": [CAR]}})
    with pytest.raises(ArchiveError, match=r"^a\.json in it is too large$"):
        [*read_images(file)]


def test_an_archive_that_takes_a_password(tmp_path: Path) -> None:
    file = zipped(tmp_path, {"a.json": [CAR]})
    content = bytearray(file.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the directory says: encrypted
    content[6] |= 1
    file.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"^it cannot be opened \(.*password required"):
        [*read_images(file)]
