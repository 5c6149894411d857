"""Save annotations to files: fetch them, check that all are there, and write the receipt last."""

from __future__ import annotations

import contextlib
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from pictograph_provider.client import Client
from pictograph_provider.saving.archive import ArchiveError, read_images
from pictograph_provider.saving.buckets import Bucket
from pictograph_provider.saving.fetch import Progress, fetch_archived, fetch_export
from pictograph_provider.saving.files import file_stem, free_stem
from pictograph_provider.saving.images import Images
from pictograph_provider.saving.places import PlaceError, is_bucket, place_problem
from pictograph_provider.saving.places import folder as folder_at
from pictograph_provider.saving.receipt import Receipt, SavedClass, SavedFile, SavedProject
from pictograph_provider.saving.receipt_file import ENDING, describe_file, write
from pictograph_provider.saving.removal import Removal, differences
from pictograph_provider.saving.tally import Tally
from pictograph_provider.texts import plural, quoted_if_needed, shell_word


class SaveError(Exception):
    """An annotation may be missing in what was saved, so no file was left behind."""


@dataclass(frozen=True)
class SaveResult:
    """What was saved, and the path or URL of its receipt."""

    receipt: Receipt
    place: str

    @property
    def path(self) -> Path:
        """The receipt, where it is a file of this machine."""
        return Path(self.place)

    def lines(self) -> list[str]:
        """What was saved, and the command that puts it back."""
        receipt = self.receipt
        what = f"{plural(receipt.annotations, 'annotation')} on {plural(receipt.images, 'image')}"
        name = quoted_if_needed(receipt.project.name)
        lines = [f"{name}: saved {what} before removing them"]
        lines += [
            f"  {cls.label}: {plural(cls.annotations, 'annotation')}" for cls in receipt.classes
        ]
        hidden = sum(
            file.annotations for file in receipt.files if file.content == "archived images"
        )
        if hidden:
            lines.append(
                f"  {hidden:,} of them on archived images, which the service does not count"
            )
        if receipt.removal == "project":
            lines.append("  the images themselves are not saved")
        return [*lines, f"to put them back: pictograph-provider restore {shell_word(self.place)}"]


def save_to(client: Client, removal: Removal, place: str, progress: Progress) -> SaveResult:
    """Save to a folder, or to the bucket of an object store.

    Args:
        place: a path or a URL.

    Raises:
        PlaceError: it is no place, or the bucket did not take it; nothing of it is left there.
        SaveError, PictographError, OSError: as `save`.
    """
    # A preview has said this already, but before a destroy no preview asks the provider.
    if problem := place_problem(place, "the place to save to"):
        raise PlaceError(problem)
    if not is_bucket(place):
        return save(client, removal, folder_at(place), progress)
    bucket = Bucket(place)
    with tempfile.TemporaryDirectory(prefix="pictograph-save-") as temporary:
        # Many machines save to one bucket, and none of them can see what the others are about to
        # write: no two choose the same names.
        saved = save(client, removal, Path(temporary), progress, unique=secrets.token_hex(4))
        progress(f"uploading it to {place}")
        names = [*(file.name for file in saved.receipt.files), saved.path.name]
        bucket.upload([saved.path.with_name(name) for name in names])  # the receipt is the last
        return SaveResult(saved.receipt, bucket.address(saved.path.name))


def save(
    client: Client, removal: Removal, folder: Path, progress: Progress, unique: str = ""
) -> SaveResult:
    """Save all annotations that are about to be removed, and make sure that they are all there.

    Args:
        folder: made where it is missing.
        unique: stands in the files' names, where others write to the same place.

    Raises:
        SaveError: an annotation may be missing.
        PictographError: the service could not do it.
        OSError: the files could not be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = None if removal.whole else removal.names
    stem = file_stem(removal.project.name, names, removal.counted_at)
    stem = free_stem(folder, f"{stem}.{unique}" if unique else stem)
    archive, extra = folder / f"{stem}.zip", folder / f"{stem}.archived-images.json"
    path = folder / (stem + ENDING)
    with _all_or_none([archive, extra, path]):
        images = Images(client.images.iter(removal.project.name, archived=True))
        _all_archived_are_listed(removal, images)
        tally = Tally(removal, images)
        fetch_export(client, removal, archive, progress)
        _add(tally, archive)
        _compare(removal, tally)
        exported = tally.total
        files = [describe_file(archive, "export", exported)]
        if more := fetch_archived(client, removal, images, tally.seen, extra, progress):
            _add(tally, extra)
            files.append(describe_file(extra, "archived images", more))
        if tally.total != exported + more:
            raise SaveError("annotations on archived images are of a form that is not known")
        receipt = _receipt(removal, tally, images, files)
        write(receipt, path)
    return SaveResult(receipt, str(path))


@contextlib.contextmanager
def _all_or_none(paths: Sequence[Path]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise


def _all_archived_are_listed(removal: Removal, images: Images) -> None:
    listed, said = len(images.archived), removal.project.archived_image_count
    if said is None:
        raise SaveError(
            "the service did not say how many archived images the project has "
            "(archived_image_count is missing), so it is not known whether all can be saved"
        )
    if listed < said:
        raise SaveError(
            f"the project has {plural(said, 'archived image')}, but the service lists {listed:,}, "
            "so the annotations on the others cannot be saved"
        )


def _add(tally: Tally, file: Path) -> None:
    try:
        tally.add(read_images(file))
    except ArchiveError as error:
        raise SaveError(f"what was downloaded cannot be put back later: {error}") from error


def _compare(removal: Removal, tally: Tally) -> None:
    names = sorted({*removal.counted, *tally.counted}) if removal.whole else removal.names
    found = differences(tally.counted, removal.counted, names)
    if found:
        raise SaveError(
            f"the counts differ ({'; '.join(found)}), as they do while somebody is labelling"
        )


def _receipt(removal: Removal, tally: Tally, images: Images, files: list[SavedFile]) -> Receipt:
    project = removal.project
    classes = [
        SavedClass(entry=dict(entry), why=why, annotations=annotations, images=on)
        for (entry, why), annotations, on in zip(
            removal.classes, tally.annotations, tally.images, strict=True
        )
    ]
    return Receipt(
        removal="project" if removal.whole else "classes",
        origin=removal.origin,
        organization_id=removal.organization_id,
        project=SavedProject(
            id=project.id,
            name=project.name,
            description=project.description,
            annotation_types=project.annotation_types,
        ),
        classes=classes,
        annotations=tally.total,
        images=len(tally.touched),
        archived_images=len(images.archived),
        files=files,
        counted_at=removal.counted_at,
        saved_at=datetime.now(timezone.utc),
    )
