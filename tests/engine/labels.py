"""Somebody who labels: images and annotations that a test can lose or keep."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from pictograph_provider import Client

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
        annotations = [
            _annotation(f"{name}-{number}", name, type_)
            for name, count in counts.items()
            for number in range(count)
        ]
        answer = self._client.annotations.bulk_save({image["id"]: annotations})
        assert not answer.get("failed"), answer

    def count(self, project: str) -> dict[str, int]:
        """Annotations by class name, as the service counts them."""
        return self._client.projects.insights(project).class_annotation_counts


def _annotation(id_: str, name: str, type_: str) -> dict[str, Any]:
    annotation: dict[str, Any] = {"id": id_, "name": name, "type": type_}
    if type_ == "bbox":
        return {**annotation, "bounding_box": {"x": 1, "y": 2, "w": 3, "h": 4}}
    ring = [{"x": 0, "y": 0}, {"x": 9, "y": 0}, {"x": 9, "y": 9}]
    return {**annotation, "polygon": {"paths": [ring]}}
