"""Building the archive of an export."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pictograph_provider.emulator.annotations import models as annotation_models
from pictograph_provider.emulator.database import dump
from pictograph_provider.emulator.exports.schemas import ExportCreate

# Fixed, so that the same content is the same archive.
_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Archive:
    """A ZIP and how many images and annotations are in it."""

    content: bytes
    images: int
    annotations: int


def build(db: sqlite3.Connection, dataset: sqlite3.Row, wanted: ExportCreate) -> Archive:
    """Packs what is not archived and not filtered out.

    ``dataset.json`` names the dataset and its classes; ``annotations/<image path>.json`` holds
    an image's annotations in the canonical form; ``images/<image path>`` its bytes, if asked.
    With a class filter only the images that have an annotation of these classes are packed.
    """
    images = annotations = 0
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        classes = json.loads(dataset["classes"])
        head = {"dataset_id": dataset["id"], "dataset_name": dataset["name"], "classes": classes}
        _add(file, "dataset.json", dump(head).encode(), ZIP_DEFLATED)
        for image in _images(db, dataset["id"], wanted.status_filter):
            kept = _kept(annotation_models.of_image(db, image["id"]), wanted.class_filter)
            if wanted.class_filter is not None and not kept:
                continue
            path = _path(image, by_split=wanted.organize_by_split)
            content = {"image": _facts(image), "annotations": kept}
            _add(file, f"annotations/{path}.json", dump(content).encode(), ZIP_DEFLATED)
            if wanted.include_images:
                _add(file, f"images/{path}", image["content"], ZIP_STORED)
            images += 1
            annotations += len(kept)
    return Archive(buffer.getvalue(), images, annotations)


def _images(db: sqlite3.Connection, dataset_id: str, status: str | None) -> sqlite3.Cursor:
    return db.execute(
        "SELECT * FROM images WHERE dataset_id = ? AND NOT is_archived"
        " AND status = ifnull(?, status) ORDER BY directory_path, filename",
        (dataset_id, status),
    )


def _kept(items: list[dict[str, object]], classes: list[str] | None) -> list[dict[str, object]]:
    return [item for item in items if classes is None or item["name"] in classes]


def _path(image: sqlite3.Row, *, by_split: bool) -> str:
    # An image without a split is for training (vendor's SDK 1.69.146), and none has one here.
    parts = ["train" if by_split else "", image["directory_path"].strip("/"), image["filename"]]
    return "/".join(part for part in parts if part)


def _facts(image: sqlite3.Row) -> dict[str, object]:
    keys = ("id", "filename", "directory_path", "width", "height", "status")
    return {key: image[key] for key in keys}


def _add(file: ZipFile, name: str, content: bytes, compression: int) -> None:
    info = ZipInfo(name, _TIME)
    info.compress_type = compression
    file.writestr(info, content)
