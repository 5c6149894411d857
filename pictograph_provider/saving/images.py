"""Which image of a project is the one that annotations were saved of?"""

from __future__ import annotations

from collections.abc import Iterable

from pictograph_provider.client.images import Image
from pictograph_provider.saving.archive import SavedImage


class Images:
    """The images of a project: by id, else by directory and file name.

    The path finds an image that was uploaded again, or the same one in another project.
    """

    def __init__(self, images: Iterable[Image]) -> None:
        self._by_id = {image.id: image for image in images}
        self._by_path = {image.path: image for image in self._by_id.values()}

    def find(self, saved: SavedImage) -> Image | None:
        """The image, or None where the project has none like it."""
        by_id = self._by_id.get(saved.id or "")
        return by_id or self._by_path.get(saved.path or "")

    @property
    def archived(self) -> list[Image]:
        return [image for image in self._by_id.values() if image.is_archived]
