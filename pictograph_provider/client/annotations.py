"""`client.annotations`: labels on images, and classes moved with all that uses them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pictograph_provider.client.decode import malformed, rows
from pictograph_provider.client.errors import ValidationError
from pictograph_provider.client.transport import Transport

PATH = "/api/v1/developer/annotations/"


class Annotations:
    """Read and save annotations, and rename or merge classes across a project.

    `project` is a project's name or its id: the service takes either here.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, project: str, image: str) -> list[dict[str, Any]]:
        """The annotations of one image, as the service keeps them.

        Args:
            image: its directory and file name, `left/0001.png`; the name alone at the top.
        """
        if not all(part not in ("", ".", "..") for part in image.split("/")):
            raise ValidationError(f'"{image}" is not the path of an image.')
        path = f"{PATH}{quote(project, safe='')}/{quote(image, safe='/')}"
        answer = self._transport.request("GET", path)
        found = rows(answer, "annotations")
        read = [row for row in found if isinstance(row, dict)]
        if len(read) < len(found):
            raise malformed(answer, "an annotation in it is not a mapping")
        return read

    def bulk_save(self, saves: Mapping[str, Sequence[Mapping[str, Any]]]) -> Mapping[str, Any]:
        """Replace the annotations of up to 200 images, by image id.

        Returns:
            `saved` (a count for each image) and `failed` (an error for each).
        """
        lists = [{"image_id": image, "annotations": list(items)} for image, items in saves.items()]
        return self._post("bulk", {"saves": lists})

    def rename_class(self, project: str, old_name: str, new_name: str) -> Mapping[str, Any]:
        """Rename a class in the list and on every annotation. ConflictError if it is taken.

        Returns:
            `annotations_updated`, a count, where the service gave it. That the class is renamed
            is certain in any case, so an answer that cannot be read is an empty mapping.
        """
        body = {"dataset": project, "old_name": old_name, "new_name": new_name}
        return self._post("rename-class", body)

    def merge_class(self, project: str, source_name: str, target_name: str) -> Mapping[str, Any]:
        """Give all annotations of one class to another, and drop the first from the list.

        Returns:
            As `rename_class`.
        """
        body = {"dataset": project, "source_name": source_name, "target_name": target_name}
        return self._post("merge-class", body)

    def _post(self, action: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = self._transport.request("POST", PATH + action, json=body).data
        data = answer.get("data", answer) if isinstance(answer, Mapping) else {}
        return data if isinstance(data, Mapping) else {}
