"""Restoring into another project: only into the same images, and only what it allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from pictograph_provider.saving.receipt_file import load
from pictograph_provider.saving.restore import restore
from pictograph_provider.saving.target import TargetError
from pictograph_provider.spelling import YAML, Spelling
from tests.saving.album import CLASSES, Album
from tests.saving.removals import save_classes

TYPES = ["bbox", "polygon", "polyline", "keypoint"]
PATHS = ("a.png", "left/a.png")


@pytest.fixture
def receipt(client: Client, album: Album, tmp_path: Path) -> Path:
    """Of the whole project, which is still there."""
    assert album.contents()
    return save_classes(client, tmp_path).path


@pytest.fixture
def other(client: Client, pictograph_emulator: Emulator) -> Iterator[Album]:
    """An unrelated project, whose file names are the same by chance."""
    client.projects.create("other", classes=CLASSES[:1], annotation_types=["bbox"])
    album = Album(client, pictograph_emulator.url, pictograph_emulator.key, "other")
    for path in PATHS:
        album.add(path)
    yield album
    album.close()


def test_file_names_alone_are_not_enough(
    client: Client, receipt: Path, other: Album, pictograph_emulator: Emulator
) -> None:
    pictograph_emulator.control.forget_requests()
    with pytest.raises(TargetError, match=r"2 images of it have the same.*add --by-file-name"):
        restore(client, receipt, project="other")
    assert {request.method for request in pictograph_emulator.control.requests()} == {"GET"}
    assert [cls.name for cls in client.projects.get("other").classes] == ["stop"]
    assert not any(other.contents().values())


def test_a_project_without_such_images_is_refused(client: Client, receipt: Path) -> None:
    client.projects.create("empty", annotation_types=TYPES)
    with pytest.raises(TargetError, match="neither by id nor by file name"):
        restore(client, receipt, project="empty", by_file_name=True)
    assert client.projects.get("empty").classes == []


def test_a_type_that_the_project_does_not_allow_is_refused_and_the_way_out_works(
    client: Client, receipt: Path, other: Album
) -> None:
    line = r'annotation_types=\["bbox", "polygon"\], and run pulumi up'
    with pytest.raises(TargetError, match=line):
        restore(client, receipt, project="other", by_file_name=True)
    assert [cls.name for cls in client.projects.get("other").classes] == ["stop"]
    client.projects.update("other", annotation_types=TYPES)
    report = restore(client, receipt, project="other", by_file_name=True)
    assert [entry["name"] for entry in report.created] == ["merge", "lane", "kerb", "tip"]
    assert {path for path, found in other.contents().items() if found} == {*PATHS}


@pytest.mark.parametrize("classes", [[], [{"name": "merge", "type": "tag"}]])
def test_what_to_write_in_the_program_is_said_as_that_one_is_written(
    client: Client, receipt: Path, other: Album, classes: list[dict[str, object]]
) -> None:
    live = client.projects.get("other").classes
    client.projects.update("other", classes=[*live, *classes])
    asked = []

    def spelling(origin: str) -> Spelling:
        asked.append(origin)
        return YAML

    line = 'classMoves: {merge: "merge tag"}' if classes else "annotationTypes: [bbox, polygon]"
    with pytest.raises(TargetError, match=re.escape(line)):
        restore(client, receipt, project="other", by_file_name=True, spelling=spelling)
    assert asked == [load(receipt).origin]


def test_the_project_itself_by_its_name_needs_no_word(client: Client, receipt: Path) -> None:
    assert restore(client, receipt, project="road-signs").complete


def test_a_type_that_was_dropped_since_is_refused_in_the_project_itself(
    client: Client, album: Album, tmp_path: Path
) -> None:
    client.projects.update("road-signs", annotation_types=TYPES)
    path = save_classes(client, tmp_path, "lane").path
    live = [cls.fields() for cls in client.projects.get("road-signs").classes]
    kept = [cls for cls in live if cls["name"] != "lane"]
    client.projects.update("road-signs", classes=kept, annotation_types=["bbox"])
    before = album.contents()
    with pytest.raises(TargetError, match="does not allow the type polygon"):
        restore(client, path)
    assert album.contents() == before


def test_a_dry_run_says_what_a_run_does_and_writes_nothing(
    client: Client, album: Album, pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    path = save_classes(client, tmp_path, "merge").path
    live = [cls.fields() for cls in client.projects.get("road-signs").classes]
    client.projects.update("road-signs", classes=[cls for cls in live if cls["name"] != "merge"])
    before = album.contents()
    pictograph_emulator.control.forget_requests()
    plan = restore(client, path, dry_run=True)
    assert {request.method for request in pictograph_emulator.control.requests()} == {"GET"}
    assert album.contents() == before
    done = restore(client, path)
    assert (plan.restored, plan.images, plan.created) == (6, 3, done.created)
    assert (done.restored, done.images) == (6, 3)
