"""`client.images`: put images into a project."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any

from pictograph_provider.client.errors import ServerError
from pictograph_provider.client.transport import Transport

PATH = "/api/v1/developer/images/"


class Images:
    """Upload images."""

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
        self._transport.put_signed(str(asked["upload_url"]), content, content_type)
        facts = {"file_size": len(content), "content_type": content_type}
        return self._post("register", {**place, **facts, "width": width, "height": height})

    def _post(self, action: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = self._transport.request("POST", PATH + action, json=body).data
        data = answer.get("data") if isinstance(answer, Mapping) else None
        if not isinstance(data, Mapping):
            raise ServerError('the answer has no "data": is the base URL that of the service?')
        return data
