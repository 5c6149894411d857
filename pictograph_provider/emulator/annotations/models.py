"""Annotations on SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from pictograph_provider.emulator.annotations.schemas import Annotation, stored
from pictograph_provider.emulator.database import dump
from pictograph_provider.emulator.datasets.classes import Class, labels
from pictograph_provider.emulator.errors import InvalidError


def of_image(db: sqlite3.Connection, image_id: str) -> list[dict[str, object]]:
    """An image's annotations in the order they were saved."""
    rows = db.execute(
        "SELECT body FROM annotations WHERE image_id = ? ORDER BY position", (image_id,)
    )
    return [json.loads(row["body"]) for row in rows]


def save(
    db: sqlite3.Connection,
    image: sqlite3.Row,
    annotations: Sequence[Annotation],
    classes: Sequence[Class],
) -> dict[str, object]:
    """Replaces an image's annotations; its status stays (vendor's SDK 1.69.146).

    Raises:
        InvalidError: an annotation is of a class that ``classes`` has not.
    """
    for index, annotation in enumerate(annotations):
        if not any(labels(item, annotation.name, annotation.type) for item in classes):
            raise InvalidError(
                ["body", "annotations", index, "name"],
                f"the dataset has no class {annotation.name!r} of type {annotation.type}",
            )
    previous = clear(db, image["id"])
    db.executemany(
        "INSERT INTO annotations VALUES (?, ?, ?, ?, ?)",
        (
            (image["id"], position, annotation.name, annotation.type, dump(stored(annotation)))
            for position, annotation in enumerate(annotations)
        ),
    )
    return {
        "image_id": image["id"],
        "previous_count": previous,
        "new_count": len(annotations),
        "status": image["status"],
    }


def clear(db: sqlite3.Connection, image_id: str) -> int:
    """Removes an image's annotations and says how many there were."""
    return db.execute("DELETE FROM annotations WHERE image_id = ?", (image_id,)).rowcount


def rename(
    db: sqlite3.Connection, dataset_id: str, old_name: str, new_name: str
) -> tuple[int, int]:
    """Gives every annotation of one name another, archived images included.

    Returns:
        Images and annotations touched.
    """
    rows = _matching(db, dataset_id, lambda name, _: name == old_name)
    for row in rows:
        db.execute(
            "UPDATE annotations SET name = ?, body = ? WHERE (image_id, position) = (?, ?)",
            (
                new_name,
                dump({**json.loads(row["body"]), "name": new_name}),
                row["image_id"],
                row["position"],
            ),
        )
    return _counts(rows)


def remove_of_classes(
    db: sqlite3.Connection, dataset_id: str, gone: Iterable[Class], kept: Iterable[Class] = ()
) -> tuple[int, int]:
    """Removes the annotations of the classes ``gone``, unless one of ``kept`` has them too.

    Returns:
        Images and annotations touched.
    """
    gone, kept = list(gone), list(kept)

    def goes(name: str, type_: str) -> bool:
        return any(labels(item, name, type_) for item in gone) and not any(
            labels(item, name, type_) for item in kept
        )

    rows = _matching(db, dataset_id, goes) if gone else []
    for row in rows:
        db.execute(
            "DELETE FROM annotations WHERE (image_id, position) = (?, ?)",
            (row["image_id"], row["position"]),
        )
    return _counts(rows)


def _matching(
    db: sqlite3.Connection, dataset_id: str, wanted: Callable[[str, str], bool]
) -> list[sqlite3.Row]:
    rows = db.execute(
        "SELECT annotations.* FROM annotations JOIN images ON images.id = image_id"
        " WHERE dataset_id = ?",
        (dataset_id,),
    )
    return [row for row in rows if wanted(row["name"], row["type"])]


def _counts(rows: Sequence[sqlite3.Row]) -> tuple[int, int]:
    return len({row["image_id"] for row in rows}), len(rows)
