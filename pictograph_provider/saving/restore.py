"""Put saved annotations back, without touching any that are there now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pictograph_provider.classes import ClassRow, label
from pictograph_provider.client import Client, ConflictError, NotFoundError, ValidationError
from pictograph_provider.client.images import Image
from pictograph_provider.models import Project
from pictograph_provider.saving.archive import SavedImage, read_images
from pictograph_provider.saving.images import Images
from pictograph_provider.saving.receipt import Receipt, fits
from pictograph_provider.saving.receipt_file import load
from pictograph_provider.saving.target import find_project, missing_classes, refuse_other_images
from pictograph_provider.spelling import PYTHON, Spelling

Annotation = Mapping[str, object]


@dataclass
class Report:
    """What became of the saved annotations.

    Attributes:
        created: classes that were created again, as the service holds them.
        restored, present: annotations put back, and annotations that were there already.
        images: images that got any.
        gone: annotations of images that the project does not have, by image.
        classless: annotations whose class the project does not have, by class name.
        failed: images that the service did not take, each with its reason.
        overlapped: images that somebody saved in the same moment: look at them.
        alike: images of those that are gone for which the project has one of the same name.
        dry_run: nothing was written; the figures are what would be done.
    """

    project: Project
    receipt: Receipt
    created: Sequence[ClassRow]
    restored: int = 0
    present: int = 0
    images: int = 0
    gone: dict[str, int] = field(default_factory=dict)
    classless: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    overlapped: list[str] = field(default_factory=list)
    alike: int = 0
    dry_run: bool = False

    @property
    def complete(self) -> bool:
        """Whether all that was saved is in the project now."""
        return not (self.gone or self.classless or self.failed or self.overlapped)


def restore(
    client: Client,
    path: Path,
    *,
    project: str | None = None,
    by_file_name: bool = False,
    dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    spelling: Callable[[str], Spelling] = lambda origin: PYTHON,
) -> Report:
    """Put back what a receipt describes. Doing it twice adds nothing.

    Args:
        path: the receipt; its files are beside it.
        project: name of another project with the same images; else the one it was saved of.
        by_file_name: in another project, take an image of the same directory and file name for
            the same one.
        dry_run: look, count, and write nothing.
        progress: told how many of how many images are done.
        spelling: of the program whose removal the receipt is of, by its origin.

    Raises:
        ReceiptError: the files are not as the receipt describes them; nothing was changed.
        TargetError: there is no project to put them in, or it does not fit; nothing was changed.
        PictographError: the service failed midway; running it again goes on from there.
    """
    receipt = load(path)
    target = find_project(client, receipt, project)
    images = _Matches(client, receipt, target, by_file_name)
    same, alike = images.survey(_saved(receipt, path.parent))
    refuse_other_images(receipt, target, same, alike)
    created = missing_classes(receipt, target, spelling(receipt.origin))
    base = [cls.fields() for cls in target.classes]
    if created and not dry_run:
        target = client.projects.update(id=target.id, classes=[*base, *created], classes_base=base)
    live = [*base, *created] if dry_run else [cls.fields() for cls in target.classes]
    report = Report(target, receipt, created, alike=alike, dry_run=dry_run)
    for number, saved in enumerate(_saved(receipt, path.parent)):
        progress(number, receipt.images)
        wanted = [*_with_class(saved.annotations, live, report)]
        image = images.find(saved)
        if image is None:
            name = saved.path or str(saved.id)
            report.gone[name] = report.gone.get(name, 0) + len(wanted)
        elif wanted:
            _put_back(client, target, image, wanted, report)
    return report


class _Matches:
    """Which image of the project is a saved one?"""

    def __init__(
        self, client: Client, receipt: Receipt, target: Project, by_file_name: bool
    ) -> None:
        self._images = Images(client.images.iter(target.name, archived=True))
        self._by_name = by_file_name or target.id == receipt.project.id

    def find(self, saved: SavedImage) -> Image | None:
        image = self._images.find(saved)
        return image if image and (self._by_name or image.id == saved.id) else None

    def survey(self, images: Iterable[SavedImage]) -> tuple[int, int]:
        """How many are found, and for how many there is only one of the same name."""
        same = alike = 0
        for saved in images:
            found = self.find(saved) is not None
            same += found
            alike += not found and self._images.find(saved) is not None
        return same, alike


def _saved(receipt: Receipt, folder: Path) -> Iterator[SavedImage]:
    for file in receipt.files:
        for image in read_images(folder / file.name):
            wanted = tuple(filter(receipt.covers, image.annotations))
            if wanted:
                yield SavedImage(image.id, image.path, wanted)


def _with_class(
    annotations: Sequence[Annotation], entries: Sequence[ClassRow], report: Report
) -> Iterator[Annotation]:
    for annotation in annotations:
        if any(fits(entry, annotation) for entry in entries):
            yield annotation
        else:
            name = label(str(annotation["name"]), str(annotation["type"]))
            report.classless[name] = report.classless.get(name, 0) + 1


def _put_back(
    client: Client, target: Project, image: Image, wanted: Sequence[Annotation], report: Report
) -> None:
    # One image at a time: between reading and saving it, nobody else's work may slip in, and
    # the service knows no condition that a save could carry.
    try:
        now = client.annotations.get(target.name, image.path)
        there = {item.get("id") for item in now}
        missing = [item for item in wanted if item["id"] not in there]
        report.present += len(wanted) - len(missing)
        if not missing:
            return
        if report.dry_run:
            report.restored += len(missing)
            report.images += 1
            return
        answer = client.annotations.bulk_save({image.id: [*now, *missing]})
    except (ConflictError, NotFoundError, ValidationError) as error:
        report.failed[image.path] = str(error)  # of this image, which says nothing on the others
        return
    saved = next(iter(answer.get("saved") or ()), None)
    if saved is None:
        failure: Mapping[str, object] = next(iter(answer.get("failed") or ()), {})
        report.failed[image.path] = str(failure.get("error", "the service does not say why"))
        return
    report.restored += len(missing)
    report.images += 1
    if saved.get("previous_count") not in (None, len(now)):
        report.overlapped.append(image.path)
