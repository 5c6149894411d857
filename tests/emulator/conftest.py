"""One emulator for all tests here, emptied before each; and who talks to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pictograph.models.annotation import BBoxAnnotation
from pictograph.models.common import BoundingBox

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.control.client import Control
from pictograph_provider.emulator.png import png

API = "/api/v1/developer"


class Api(httpx.Client):
    """Plain HTTP with an API key; paths are below the developer API."""

    def __init__(self, url: str, key: str) -> None:
        super().__init__(base_url=url + API, headers={"X-API-Key": key}, trust_env=False)

    def dataset(self, name: str = "road-signs", **fields: Any) -> dict[str, Any]:
        """A new dataset."""
        created: dict[str, Any] = self.ok("POST", "/datasets/", {"name": name, **fields})
        return created

    def image(self, dataset: str = "road-signs", filename: str = "a.png") -> dict[str, Any]:
        """An uploaded image of 4 by 3 pixels."""
        content = png(4, 3)
        place = {"dataset": dataset, "filename": filename, "content_type": "image/png"}
        url = self.ok("POST", "/images/upload-url", place)["upload_url"]
        httpx.put(url, content=content, headers={"Content-Type": "image/png"}).raise_for_status()
        size = {"width": 4, "height": 3}
        image: dict[str, Any] = self.ok("POST", "/images/register", {**place, **size})
        return image

    def annotate(self, image: dict[str, Any], *annotations: dict[str, Any]) -> httpx.Response:
        """Saves annotations, by image id."""
        entry = {"image_id": image["id"], "annotations": annotations}
        return self.post("/annotations/bulk", json={"saves": [entry]})

    def counts(self, dataset: str = "road-signs") -> dict[str, int]:
        """Annotations by class name."""
        counts: dict[str, int] = self.ok("GET", f"/datasets/{dataset}/insights")[
            "class_annotation_counts"
        ]
        return counts

    def ok(self, method: str, path: str, body: Any = None) -> Any:
        """The ``data`` of an answer that must be a success."""
        answer = self.request(method, path, json=body)
        answer.raise_for_status()
        return answer.json()["data"]


def create(api: Api, name: str = "road-signs") -> httpx.Response:
    """Ask for a new dataset; the answer, whatever it is."""
    return api.post("/datasets/", json={"name": name})


def names(api: Api) -> list[str]:
    """Of all datasets."""
    return [row["name"] for row in api.ok("GET", "/datasets/")]


def box(name: str) -> dict[str, Any]:
    """A box annotation as it goes over the wire."""
    return {"name": name, "type": "bbox", "bounding_box": {"x": 1, "y": 2, "w": 3, "h": 4}}


def sdk_box(name: str) -> BBoxAnnotation:
    """A box annotation as the vendor's SDK has it."""
    return BBoxAnnotation(name=name, bounding_box=BoundingBox(x=1, y=2, w=3, h=4))


@pytest.fixture(scope="session")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    path: Path = tmp_path_factory.mktemp("emulator") / "emulator.db"
    with Emulator(path, control=True) as emulator:
        yield emulator


@pytest.fixture
def emulator(_running: Emulator) -> Emulator:
    """An emulator with nothing in it and nothing switched on."""
    _running.control.reset()
    return _running


@pytest.fixture
def control(emulator: Emulator) -> Control:
    return emulator.control


@pytest.fixture
def api(emulator: Emulator) -> Iterator[Api]:
    with Api(emulator.url, emulator.key) as client:
        yield client
