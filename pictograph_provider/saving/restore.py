"""Put saved annotations back, without touching any that are there now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pictograph_provider.classes import label
from pictograph_provider.client import Client, ConflictError, NotFoundError, ValidationError
from pictograph_provider.client.images import Image
from pictograph_provider.models import Project
from pictograph_provider.saving.archive import SavedImage, read_images
from pictograph_provider.saving.images import Images
from pictograph_provider.saving.receipt import Receipt, fits
from pictograph_provider.saving.receipt_file import load
from pictograph_provider.saving.target import find_project, missing_classes

Annotation = Mapping[str, Any]


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
    """

    project: Project
    receipt: Receipt
    created: Sequence[Mapping[str, Any]]
    restored: int = 0
    present: int = 0
    images: int = 0
    gone: dict[str, int] = field(default_factory=dict)
    classless: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    overlapped: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether all that was saved is in the project now."""
        return not (self.gone or self.classless or self.failed or self.overlapped)


def restore(
    client: Client,
    path: Path,
    *,
    project: str | None = None,
    tell: Callable[[str], None] = lambda text: None,
) -> Report:
    """Put back what a receipt describes. Doing it twice adds nothing.

    Args:
        path: the receipt; its files are beside it.
        project: name of another project with the same images; else the one it was saved of.

    Raises:
        ReceiptError: the files are not as the receipt describes them; nothing was changed.
        TargetError: there is no project to put them in; nothing was changed.
        PictographError: the service failed midway; running it again goes on from there.
    """
    receipt = load(path)
    target = find_project(client, receipt, project)
    created = missing_classes(receipt, target)
    if created:
        base = [cls.fields() for cls in target.classes]
        target = client.projects.update(id=target.id, classes=[*base, *created], classes_base=base)
    report = Report(target, receipt, created)
    images = Images(client.images.iter(target.name, archived=True))
    for number, saved in enumerate(_saved(receipt, path.parent)):
        tell(f"{number:,} of {receipt.images:,} images")
        wanted = [*_with_class(saved.annotations, target, report)]
        image = images.find(saved)
        if image is None:
            name = saved.path or str(saved.id)
            report.gone[name] = report.gone.get(name, 0) + len(wanted)
        elif wanted:
            _put_back(client, target, image, wanted, report)
    return report


def _saved(receipt: Receipt, folder: Path) -> Iterator[SavedImage]:
    for file in receipt.files:
        for image in read_images(folder / file.name):
            wanted = tuple(filter(receipt.covers, image.annotations))
            if wanted:
                yield SavedImage(image.id, image.path, wanted)


def _with_class(
    annotations: Sequence[Annotation], target: Project, report: Report
) -> Iterator[Annotation]:
    entries = [cls.fields() for cls in target.classes]
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
        answer = client.annotations.bulk_save({image.id: [*now, *missing]})
    except (ConflictError, NotFoundError, ValidationError) as error:
        report.failed[image.path] = str(error)  # of this image, which says nothing on the others
        return
    saved = next(iter(answer.get("saved") or ()), None)
    if saved is None:
        failure: Mapping[str, Any] = next(iter(answer.get("failed") or ()), {})
        report.failed[image.path] = str(failure.get("error", "the service does not say why"))
        return
    report.restored += len(missing)
    report.images += 1
    if saved.get("previous_count") not in (None, len(now)):
        report.overlapped.append(image.path)
