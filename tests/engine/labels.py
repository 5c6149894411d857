"""Somebody who labels: images and annotations that a test can lose or keep."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import httpx

from pictograph_provider import Client
from pictograph_provider.emulator.control.client import Control
from tests.counting import by_class

if TYPE_CHECKING:
    from tests.engine.stack import Stack

_numbers = itertools.count()
PIXELS = b"not really an image"


class Labels:
    """Adds annotations through the API, and counts them."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def add(self, project: str, counts: Mapping[str, int], *, type_: str = "bbox") -> None:
        """Upload one image and put that many annotations of each class on it."""
        filename = f"{next(_numbers)}.png"
        image = self._client.images.upload(project, filename, PIXELS, width=64, height=64)
        annotations = annotations_of(counts, type_)
        answer = self._client.annotations.bulk_save({image["id"]: annotations})
        assert not answer.get("failed"), answer

    def count(self, project: str) -> dict[str, int]:
        """Annotations by class name, as the service counts them."""
        return by_class(self._client.projects.insights(project))


class Meanwhile:
    """What somebody else does just before one of the provider's requests is handled."""

    def __init__(self, client: Client, control: Control) -> None:
        self._client = client
        self._control = control

    def label(self, project: str, counts: Mapping[str, int], *, before: str) -> None:
        """Annotate an image just before a request of the kind `before` (`read` or `write`)."""
        image = self._client.images.upload(project, f"{next(_numbers)}.png", PIXELS)
        annotations = annotations_of(counts, "bbox")
        body = {"saves": [{"image_id": image["id"], "annotations": annotations}]}
        self._do(project, before, "POST", "/api/v1/developer/annotations/bulk", body)

    def add_class(
        self, project: str, cls: Mapping[str, Any], *, before: str, skip: int = 0
    ) -> None:
        """Add a class, as the app does it, just before such a request, after so many others."""
        live = self._client.projects.get(project)
        base = [entry.fields() for entry in live.classes]
        body = {"classes": [*base, cls], "classes_base": base}
        self._do(project, before, "PATCH", f"/api/v1/developer/datasets/{live.id}", body, skip)

    def _do(
        self, project: str, before: str, method: str, path: str, body: Any, skip: int = 0
    ) -> None:
        # The provider reads by id once it applies; its check, which comes first, reads by name.
        id_ = self._client.projects.get(project).id
        self._control.fault(
            "writer",
            method={"read": "GET", "write": "PATCH"}[before],
            path=f"/datasets/{id_}$",
            skip=skip,
            requests=[{"method": method, "path": path, "body": body}],
        )


def archive_an_image(stack: Stack, project: str) -> None:
    """Upload an image and archive it: the statistics do not count what is on it."""
    stack.client.images.upload(project, "archived.png", PIXELS)
    address = f"{stack.url}/api/v1/developer/images/{project}/archived.png"
    # It archives unless told otherwise.
    httpx.delete(address, headers={"X-API-Key": stack.key}, trust_env=False).raise_for_status()


def annotations_of(counts: Mapping[str, int], type_: str) -> list[dict[str, Any]]:
    """That many annotations of each class."""
    return [
        _annotation(f"{name}-{number}", name, type_)
        for name, count in counts.items()
        for number in range(count)
    ]


def _annotation(id_: str, name: str, type_: str) -> dict[str, Any]:
    annotation: dict[str, Any] = {"id": id_, "name": name, "type": type_}
    if type_ == "bbox":
        return {**annotation, "bounding_box": {"x": 1, "y": 2, "w": 3, "h": 4}}
    ring = [{"x": 0, "y": 0}, {"x": 9, "y": 0}, {"x": 9, "y": 9}]
    return {**annotation, "polygon": {"paths": [ring]}}
