"""`client.images`: put images into a project, and list them."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from pictograph_provider.client.answers import Answer
from pictograph_provider.client.decode import mapping, model, signed_address
from pictograph_provider.client.pages import LARGEST_PAGE, pages
from pictograph_provider.client.transport import Transport

PATH = "/api/v1/developer/images/"


class Image(BaseModel):
    """An image as the service lists it.

    Attributes:
        directory_path: `/` for the top directory, also where the service does not say.
        annotation_count: None where the service does not say.
    """

    model_config = ConfigDict(extra="allow", defer_build=True)

    id: str
    filename: str
    directory_path: str | None = None
    is_archived: bool = False
    annotation_count: int | None = None

    @property
    def path(self) -> str:
        """Directory and file name, without a slash in front: one image of a project has it."""
        folder = (self.directory_path or "").strip("/")
        return f"{folder}/{self.filename}" if folder else self.filename


class Images:
    """Upload and list images."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def upload(
        self,
        project: str,
        filename: str,
        content: bytes,
        *,
        width: int | None = None,
        height: int | None = None,
    ) -> Mapping[str, Any]:
        """Upload one image to the project's top directory: ask for an address, put, register.

        Args:
            project: name or id.
            content: the image's bytes, in the format that the file name says.
            width, height: pixels, where known.

        Returns:
            The image as the service registered it, with its `id`.
        """
        content_type = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        place = {"dataset": project, "filename": filename, "directory_path": "/"}
        asked = self._post("upload-url", {**place, "content_type": content_type})
        address = signed_address(asked, "upload_url")
        self._transport.put_signed(address, content, content_type)
        facts = {"file_size": len(content), "content_type": content_type}
        size = {"width": width, "height": height}
        return mapping(self._post("register", {**place, **facts, **size}))

    def iter(self, project: str, *, archived: bool = False) -> Iterator[Image]:
        """All images of a project, fetched page by page.

        Args:
            archived: the archived ones as well.
        """
        params = {"dataset": project, **({"include_archived": "true"} if archived else {})}
        for answer, rows in pages(self._transport, PATH, size=LARGEST_PAGE, params=params):
            for row in rows:
                yield model(Image, row, answer, "an image")

    def _post(self, action: str, body: Mapping[str, Any]) -> Answer:
        return self._transport.request("POST", PATH + action, json=body)
