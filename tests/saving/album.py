"""A project with images and annotations of every kind, to lose and to get back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx

from pictograph_provider import Client

API = "/api/v1/developer"
PIXELS = b"not really an image"

Annotation = dict[str, Any]
Contents = dict[str, list[Annotation]]
"""Annotations by the path of their image."""

CLASSES: list[dict[str, Any]] = [
    {"name": "stop", "type": "bbox", "color": "#ff0000"},
    {
        "name": "merge",
        "type": "bbox",
        "color": "#00aaff",
        "attributes": [{"name": "state", "type": "select", "values": ["new", "worn"]}],
    },
    {"name": "lane", "type": "polygon", "color": "#00ff00"},
    {"name": "kerb", "type": "polyline", "color": "#ffff00"},
    {"name": "tip", "type": "keypoint", "color": "#ff00ff"},
]


def box(id_: str, name: str, x: float = 1.5) -> Annotation:
    bounding_box = {"x": x, "y": 0.1, "w": 10.25, "h": 7.0}
    return {"id": id_, "name": name, "type": "bbox", "bounding_box": bounding_box}


def shapes(name: str, prefix: str) -> list[Annotation]:
    """Boxes of one class with all that a box can have."""
    turned = {"cx": 5.5, "cy": 6.5, "w": 4.0, "h": 2.0, "angle": 33.3}
    return [
        {**box(f"{prefix}-a", name), "attributes": {"state": "worn"}, "confidence": 0.625},
        {**box(f"{prefix}-b", name, x=1 / 3), "oriented_box": turned, "created_by": "tester"},
    ]


def every_type(prefix: str) -> list[Annotation]:
    """One annotation of each type but the box."""
    ring = [{"x": 0.0, "y": 0.0}, {"x": 9.0, "y": 0.5}, {"x": 9.0, "y": 9.0}]
    hole = [{"x": 5.0, "y": 1.0}, {"x": 8.0, "y": 1.0}, {"x": 8.0, "y": 6.1}]
    return [
        {
            "id": f"{prefix}-1",
            "name": "lane",
            "type": "polygon",
            "polygon": {"paths": [ring, hole]},
        },
        {"id": f"{prefix}-2", "name": "kerb", "type": "polyline", "polyline": {"path": ring}},
        {
            "id": f"{prefix}-3",
            "name": "tip",
            "type": "keypoint",
            "keypoint": {"x": 3.5, "y": 4.0},
            "instance_id": 2,
        },
    ]


class Album:
    """Images of one project, by their paths."""

    def __init__(self, client: Client, url: str, key: str, project: str = "road-signs") -> None:
        self._client, self._project = client, project
        self._http = httpx.Client(base_url=url + API, headers={"X-API-Key": key}, timeout=60)

    def add(self, path: str, annotations: Sequence[Annotation] = ()) -> str:
        """Upload an image, and label it. Its id."""
        folder, _, filename = path.rpartition("/")
        place = {"dataset": self._project, "directory_path": f"/{folder}", "filename": filename}
        place["content_type"] = "image/png"
        address = self._post("/images/upload-url", place)["upload_url"]
        httpx.put(address, content=PIXELS, headers={"Content-Type": "image/png"}).raise_for_status()
        image_id = str(self._post("/images/register", place)["id"])
        self.label(image_id, annotations)
        return image_id

    def label(self, image_id: str, annotations: Sequence[Annotation]) -> None:
        """Make these the annotations of an image."""
        answer = self._client.annotations.bulk_save({image_id: annotations})
        assert not answer.get("failed"), answer

    def archive(self, path: str) -> None:
        self._http.delete(f"/images/{self._project}/{path}").raise_for_status()

    def delete(self, path: str) -> None:
        params = {"permanent": "true"}
        self._http.delete(f"/images/{self._project}/{path}", params=params).raise_for_status()

    def contents(self) -> dict[str, list[Annotation]]:
        """All annotations, archived images included, by path; in an order of their own."""
        images = self._client.images.iter(self._project, archived=True)
        return {
            image.path: sorted(
                self._client.annotations.get(self._project, image.path),
                key=lambda annotation: str(annotation["id"]),
            )
            for image in images
        }

    def exports(self) -> list[str]:
        """Names of the exports that the service keeps."""
        answer = self._http.get("/exports/").raise_for_status().json()
        return [row["name"] for row in answer["data"]]

    def close(self) -> None:
        self._http.close()

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = self._http.post(path, json=body).raise_for_status().json()
        data: dict[str, Any] = answer["data"]
        return data
