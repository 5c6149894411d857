"""Images, annotations and exports of a project, and its archive, against the emulator."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest

from pictograph_provider import Client, ConflictError, PictographError, ValidationError
from pictograph_provider.client import exports
from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import annotations_of

CLASSES = [{"name": name, "type": "bbox", "color": "#ff0000"} for name in ("stop", "halt")]


@pytest.fixture
def client(pictograph_emulator: Emulator) -> Iterator[Client]:
    with Client(pictograph_emulator.key, pictograph_emulator.url, max_retries=0) as client:
        client.projects.create("road-signs", classes=CLASSES)
        yield client


@pytest.fixture
def image(client: Client) -> str:
    """The id of an image with two annotations of `stop` and one of `halt`."""
    found: str = client.images.upload("road-signs", "a.png", b"-", width=8, height=8)["id"]
    client.annotations.bulk_save({found: annotations_of({"stop": 2, "halt": 1}, "bbox")})
    return found


def names(client: Client) -> list[str]:
    return sorted(item["name"] for item in client.annotations.get("road-signs", "a.png"))


def test_images_are_listed_with_what_is_on_them(client: Client, image: str) -> None:
    (found,) = client.images.iter("road-signs", archived=True)
    assert (found.id, found.path, found.annotation_count) == (image, "a.png", 3)


def test_saving_replaces_the_annotations_of_an_image(client: Client, image: str) -> None:
    assert names(client) == ["halt", "stop", "stop"]
    answer = client.annotations.bulk_save({image: annotations_of({"halt": 1}, "bbox")})
    assert not answer["failed"]
    assert names(client) == ["halt"]


def test_a_class_is_renamed_and_merged_with_its_annotations(client: Client, image: str) -> None:
    assert client.annotations.rename_class("road-signs", "stop", "sign")["annotations_updated"] == 2
    assert names(client) == ["halt", "sign", "sign"]
    with pytest.raises(ConflictError):
        client.annotations.rename_class("road-signs", "sign", "halt")
    assert client.annotations.merge_class("road-signs", "sign", "halt")["annotations_updated"] == 2
    assert names(client) == ["halt", "halt", "halt"]
    assert [cls.name for cls in client.projects.get("road-signs").classes] == ["halt"]


@pytest.mark.parametrize("path", ["", "..", "left//a.png", "./a.png"])
def test_what_is_no_path_of_an_image_is_refused_before_any_request(path: str) -> None:
    with (
        Client("pk_live_0123456789abcdef", "http://127.0.0.1:9") as client,
        pytest.raises(ValidationError, match="is not the path of an image"),
    ):
        client.annotations.get("road-signs", path)


@pytest.mark.parametrize(("classes", "count"), [(None, 3), (["halt"], 1)])
def test_an_export_holds_the_annotations_of_its_classes(
    client: Client, image: str, classes: list[str] | None, count: int
) -> None:
    client.exports.create("road-signs", "e", classes=classes)
    client.exports.wait("road-signs", "e", sleep=lambda _: None)
    file = io.BytesIO()
    client.exports.download("road-signs", "e", file)
    with zipfile.ZipFile(file) as archive:
        said = "".join(archive.read(name).decode() for name in archive.namelist())
    assert said.count("bounding_box") == count
    client.exports.delete("road-signs", "e")
    with pytest.raises(PictographError):
        client.exports.get("road-signs", "e")


def test_a_download_that_takes_too_long_is_given_up(
    client: Client, image: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LONGEST_DOWNLOAD", -1.0)
    client.exports.create("road-signs", "e")
    client.exports.wait("road-signs", "e", sleep=lambda _: None)
    with pytest.raises(PictographError, match="the download took over"):
        client.exports.download("road-signs", "e", io.BytesIO())


def test_a_project_is_archived_and_brought_back(client: Client) -> None:
    assert client.projects.archive("road-signs").is_archived
    assert client.projects.list() == []
    assert [each.name for each in client.projects.list(archived=True)] == ["road-signs"]
    assert not client.projects.unarchive("road-signs").is_archived
    assert [each.name for each in client.projects.list()] == ["road-signs"]


def test_a_project_is_renamed_by_its_id(client: Client) -> None:
    found = client.projects.get("road-signs")
    assert client.projects.update(id=found.id, new_name="signs").name == "signs"
