"""Read an export back: which image has which annotations?

What is inside the service's own format is not public. So this reads what can be told for
sure: JSON in which an image's annotations stand in a list beside the image's id or file
name, or alone in a file that is called like the image. Whoever removes something compares
the counts first, so an archive that this does not understand stops the removal.
"""

from __future__ import annotations

import json
import uuid
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

GEOMETRIES = ("bounding_box", "polygon", "polyline", "keypoint")
"""An annotation has one of these (vendor's SDK 1.69.146); a class, which has a name and a type
too, has none."""

LARGEST_MEMBER = 512 * 1024 * 1024
"""Bytes of one file in an archive; the JSON of one project is not near it."""


class ArchiveError(Exception):
    """The file is no archive, or damaged."""


@dataclass(frozen=True)
class SavedImage:
    """One image's annotations, as they were saved.

    Attributes:
        path: directory and file name, without a slash in front.
        annotations: each with an `id`.
    """

    id: str | None
    path: str | None
    annotations: tuple[Mapping[str, object], ...]


def read_images(file: Path) -> Iterator[SavedImage]:
    """The images in a saved file, a ZIP archive or JSON, those with annotations.

    Raises:
        ArchiveError: it cannot be opened, is damaged, or holds invalid JSON.
        OSError: it cannot be read.
    """
    if file.suffix == ".json":
        yield from _images(_parsed(file.read_bytes(), file.name), file.name)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                if member.file_size > LARGEST_MEMBER:
                    raise ArchiveError(f"{member.filename} in it is too large")
                # Reading compares the checksum, so each member is read, of whatever kind.
                content = archive.read(member)
                if member.filename.lower().endswith(".json"):
                    yield from _images(_parsed(content, member.filename), member.filename)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ArchiveError(f"it is no whole ZIP archive ({error})") from error
    except RuntimeError as error:  # what zipfile raises for a member that takes a password
        raise ArchiveError(f"it cannot be opened ({error})") from error


def _parsed(content: bytes, name: str) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ArchiveError(f"{name} in it is not JSON ({error})") from error


def _images(value: object, member: str) -> Iterator[SavedImage]:
    if _are_annotations(value):
        yield SavedImage(None, member.removesuffix(".json"), _with_ids(value))
    elif isinstance(value, Mapping):
        annotations = value.get("annotations")
        if _are_annotations(annotations):
            id_, path = _identity(value)
            named = path is not None or id_ is not None
            path = path if named else member.removesuffix(".json")
            yield SavedImage(id_, path, _with_ids(annotations))
        else:
            for child in value.values():
                yield from _images(child, member)
    elif isinstance(value, list):
        for child in value:
            yield from _images(child, member)


def _are_annotations(value: object) -> TypeGuard[list[Mapping[str, object]]]:
    return isinstance(value, list) and bool(value) and all(map(_is_annotation, value))


def _is_annotation(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("name"), str)
        and isinstance(value.get("type"), str)
        and any(key in value for key in GEOMETRIES)
    )


def _identity(value: Mapping[str, object]) -> tuple[str | None, str | None]:
    image = value.get("image")
    facts = {**value, **(image if isinstance(image, Mapping) else {})}
    id_ = _text(value, "image_id") or _text(facts, "id")
    filename = _text(facts, "filename") or _text(facts, "file_name")
    if filename is None:
        return id_, None
    folder = (_text(facts, "directory_path") or "").strip("/")
    return id_, f"{folder}/{filename}" if folder else filename


def _text(value: Mapping[str, object], key: str) -> str | None:
    found = value.get(key)
    return found if isinstance(found, str) and found else None


def _with_ids(annotations: Sequence[Mapping[str, object]]) -> tuple[Mapping[str, object], ...]:
    # Putting them back twice must add nothing, so one without an id gets the same each time.
    return tuple(
        annotation if _text(annotation, "id") else {**annotation, "id": _id(annotation, number)}
        for number, annotation in enumerate(annotations)
    )


def _id(annotation: Mapping[str, object], number: int) -> str:
    text = json.dumps([number, annotation], sort_keys=True)
    return str(uuid.uuid5(uuid.NAMESPACE_OID, text))
