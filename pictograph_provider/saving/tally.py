"""Count what was saved, to hold it against what the service counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pictograph_provider.saving.archive import ArchiveError, SavedImage
from pictograph_provider.saving.images import Images
from pictograph_provider.saving.receipt import fits
from pictograph_provider.saving.removal import Removal


class Tally:
    """Counts of saved annotations.

    Attributes:
        counted: by class name, on images that are not archived: what the service counts too.
        annotations, images: for each class that goes, in their order; archived images included.
        total: all annotations that go.
        touched: ids of the images that have any of them.
        seen: ids of all images that were saved.
    """

    def __init__(self, removal: Removal, known: Images) -> None:
        self._removal, self._known = removal, known
        self.counted: Counter[str] = Counter()
        self.annotations = [0] * len(removal.classes)
        self.images = [0] * len(removal.classes)
        self.total = 0
        self.touched: set[str] = set()
        self.seen: set[str] = set()

    def add(self, images: Iterable[SavedImage]) -> None:
        """Count more images.

        Raises:
            ArchiveError: one of them cannot be told, so its annotations could not be put back.
        """
        for saved in images:
            image = self._known.find(saved)
            if image is None:
                what = saved.path or saved.id
                raise ArchiveError(f"it names image {what}, which the project does not have")
            self.seen.add(image.id)
            going = [item for item in saved.annotations if self._removal.takes(item)]
            self.total += len(going)
            if going:
                self.touched.add(image.id)
            if not image.is_archived:
                self.counted.update(str(item["name"]) for item in saved.annotations)
            for number, (entry, _) in enumerate(self._removal.classes):
                of_class = sum(fits(entry, item) for item in going)
                self.annotations[number] += of_class
                self.images[number] += bool(of_class)
