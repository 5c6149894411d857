"""A receipt is believed only while its files are as it describes them."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from pictograph_provider.saving import receipt_file
from pictograph_provider.saving.receipt import (
    Receipt,
    SavedClass,
    SavedFile,
    SavedProject,
    fits,
)
from pictograph_provider.saving.receipt_file import ReceiptError, describe_file, load, write

NOON = datetime(2026, 1, 2, 12, 0, 5, tzinfo=timezone.utc)
DOCUMENT = Path(__file__).parents[2] / "docs" / "save.md"


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"content")
    entry: dict[str, object] = {
        "name": "merge",
        "type": "box",
        "color": "#00aaff",
        "skeleton": {"nodes": []},
    }
    path = tmp_path / "a.receipt.json"
    project = SavedProject(id="p", name="road-signs", annotation_types=["bbox"])
    write(
        Receipt(
            removal="classes",
            origin="signs/dev/road-signs",
            organization_id="o",
            project=project,
            classes=[SavedClass(entry=entry, why="removed", annotations=3, images=2)],
            annotations=3,
            images=2,
            archived_images=0,
            files=[describe_file(archive, "export", 3)],
            counted_at=NOON,
            saved_at=NOON,
        ),
        path,
    )
    return path


def change(path: Path, **fields: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


def test_it_comes_back_as_it_was_written(receipt: Path) -> None:
    read = load(receipt)
    assert read.classes[0].entry["skeleton"] == {"nodes": []}
    assert read.classes[0].label == "merge (bbox)"
    assert read.saved_at == NOON


def test_a_changed_file_is_refused(receipt: Path) -> None:
    (receipt.parent / "a.zip").write_bytes(b"contend")
    with pytest.raises(ReceiptError, match=r"a\.zip is not the file that the receipt describes"):
        load(receipt)


def test_a_missing_file_is_named(receipt: Path) -> None:
    (receipt.parent / "a.zip").unlink()
    with pytest.raises(ReceiptError, match=r"cannot be read: No such file.*in one folder"):
        load(receipt)


def test_a_file_outside_the_folder_is_refused(receipt: Path) -> None:
    files = [{**json.loads(receipt.read_text())["files"][0], "name": "../a.zip"}]
    change(receipt, files=files)
    with pytest.raises(ReceiptError, match="outside its folder"):
        load(receipt)


def test_a_receipt_in_a_bucket_names_no_file_elsewhere_either(
    receipt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [{**json.loads(receipt.read_text())["files"][0], "name": "../a.zip"}]
    change(receipt, files=files)
    asked: list[str] = []

    class Stand:
        def __init__(self, url: str) -> None: ...

        def fetch(self, name: str, path: Path) -> None:
            asked.append(name)
            path.write_bytes(receipt.read_bytes())

    monkeypatch.setattr(receipt_file, "Bucket", Stand)
    with (
        pytest.raises(ReceiptError, match=r"^s3://signs/a\.receipt\.json names a file outside its"),
        receipt_file.fetched("s3://signs/a.receipt.json"),
    ):
        pytest.fail("it was fetched")
    assert asked == ["a.receipt.json"]


def test_a_newer_format_is_not_guessed_at(receipt: Path) -> None:
    change(receipt, format_version=2)
    with pytest.raises(ReceiptError, match="format version 2, and this is 1"):
        load(receipt)


def test_a_damaged_field_is_named(receipt: Path) -> None:
    change(receipt, project={"name": "road-signs"})
    with pytest.raises(ReceiptError, match=r"is damaged: project\.id: "):
        load(receipt)


@pytest.mark.parametrize("content", ["{}", "[]", "PK\x03\x04", '{"format": "other"}'])
def test_another_file_is_no_receipt(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content)
    with pytest.raises(ReceiptError, match=r"is not a receipt.*Give the file that ends in"):
        load(path)


def test_a_receipt_that_is_not_there_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(ReceiptError, match="cannot be read: No such file"):
        load(tmp_path / "none.receipt.json")


@pytest.mark.parametrize(
    ("type_", "annotation", "of_it"),
    [
        ("box", {"name": "car", "type": "bbox"}, True),
        ("bbox", {"name": "car", "type": "bbox"}, True),
        ("bbox", {"name": "car", "type": "polygon"}, False),
        ("bbox", {"name": "bus", "type": "bbox"}, False),
        (None, {"name": "car", "type": "polygon"}, True),
        ("tag", {"name": "car", "type": "polygon"}, True),
    ],
)
def test_an_annotation_is_of_a_class_by_name_and_type(
    type_: str | None, annotation: dict[str, str], of_it: bool
) -> None:
    assert fits({"name": "car", "type": type_}, annotation) is of_it


@pytest.mark.parametrize(
    ("model", "prefix"),
    [
        (Receipt, ""),
        (SavedProject, "project."),
        (SavedClass, "classes[]."),
        (SavedFile, "files[]."),
    ],
)
def test_each_field_is_documented(model: type[BaseModel], prefix: str) -> None:
    documented = set(re.findall(r"^\| `([\w.\[\]]+)`", DOCUMENT.read_text(), re.MULTILINE))
    for field in model.model_fields:
        assert prefix + field in documented
