"""A receipt and its files on this machine, wherever they are kept."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pictograph_provider.saving.archive import ArchiveError
from pictograph_provider.saving.buckets import Bucket
from pictograph_provider.saving.places import PlaceError, folder, is_bucket, place_problem
from pictograph_provider.saving.receipt_file import ReceiptError, read


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
