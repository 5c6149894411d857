"""Receipts as files: written last, and believed only while all they describe is there.

One in a bucket is fetched first, with what it describes.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from pictograph_provider.saving.archive import ArchiveError
from pictograph_provider.saving.buckets import Bucket
from pictograph_provider.saving.files import sha256, written_whole
from pictograph_provider.saving.places import PlaceError, folder, is_bucket, place_problem
from pictograph_provider.saving.receipt import (
    FORMAT,
    FORMAT_VERSION,
    Content,
    Receipt,
    SavedFile,
)

ENDING = ".receipt.json"

_WANTED = f"Give the file that ends in {ENDING}."


class ReceiptError(Exception):
    """The file is not a receipt, or what it describes is not there as described."""


def describe_file(path: Path, content: Content, annotations: int) -> SavedFile:
    """A file's entry in the receipt."""
    size = path.stat().st_size
    return SavedFile(
        name=path.name,
        content=content,
        annotations=annotations,
        bytes=size,
        sha256=sha256(path),
    )


def write(receipt: Receipt, path: Path) -> None:
    """Write a receipt, whole and on the disk."""
    with written_whole(path) as file:
        file.write(receipt.model_dump_json(indent=2).encode() + b"\n")


def load(path: Path) -> Receipt:
    """Read a receipt, and make sure that its files are as it describes them.

    Raises:
        ReceiptError: says what is wrong.
    """
    receipt = read(path)
    for entry in receipt.files:
        file = path.parent / entry.name
        if Path(entry.name).name != entry.name:
            raise ReceiptError(f"{path} names a file outside its folder: {entry.name}")
        try:
            found = sha256(file)
        except OSError as error:
            raise ReceiptError(
                f"{file}, which belongs to the receipt, cannot be read: {error.strerror}. "
                "Keep the two in one folder."
            ) from error
        if found != entry.sha256:
            raise ReceiptError(
                f"{file} is not the file that the receipt describes: it was changed or cut "
                f"(sha256 {found}, not {entry.sha256})."
            )
    return receipt


def read(path: Path) -> Receipt:
    """Read a receipt alone.

    Raises:
        ReceiptError: it is not one.
    """
    try:
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise ReceiptError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise ReceiptError(f"{path} is not a receipt: it is not JSON. {_WANTED}") from error
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise ReceiptError(f"{path} is not a receipt. {_WANTED}")
    version = document.get("format_version")
    if version != FORMAT_VERSION:
        raise ReceiptError(
            f"{path} has format version {version}, and this is {FORMAT_VERSION}. "
            "Use the pictograph-provider that wrote it, or a newer one."
        )
    try:
        return Receipt.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ReceiptError(f"{path} is damaged: {where}: {first['msg']}.") from None


@contextlib.contextmanager
def fetched(place: str) -> Iterator[Path]:
    """The receipt at a path or a URL as a file, with what it describes beside it.

    What was downloaded is gone afterwards.

    Raises:
        ReceiptError: it cannot be fetched; nothing was changed.
    """
    if problem := place_problem(place, "the receipt"):
        raise ReceiptError(problem)
    if not is_bucket(place):
        yield folder(place) if place.startswith("file:") else Path(place)
        return
    url, _, name = place.rpartition("/")
    with tempfile.TemporaryDirectory(prefix="pictograph-restore-") as temporary:
        path = Path(temporary) / (Path(name).name or "receipt")
        try:
            _download(Bucket(url), name, path)
            yield path
        except PlaceError as error:
            raise ReceiptError(f"it cannot be fetched: {error}.") from error
        except (ReceiptError, ArchiveError) as error:
            # The copies are gone when this is read; the originals are what can be looked at.
            raise type(error)(str(error).replace(temporary, url)) from error


def _download(bucket: Bucket, name: str, path: Path) -> None:
    bucket.fetch(name, path)
    for entry in read(path).files:
        if Path(entry.name).name != entry.name:
            raise ReceiptError(f"{path} names a file outside its folder: {entry.name}")
        bucket.fetch(entry.name, path.with_name(entry.name))
