"""What is there before each call: one project with images, annotations and an export."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pictograph_provider.emulator import Emulator
from tests.emulator.conftest import Api, box

NAME = " Straße 100% #1? a+b&c='d' (é,2)"
"""A project name with what a path or a query must quote."""

CLASSES: list[dict[str, Any]] = [
    {"name": "stop sign", "type": "box", "color": "#ff0000"},
    {"name": "é/50%", "type": "box", "color": "#ffff00"},
    {"name": "Ämter/50%", "type": "polygon", "color": "#00ff00"},
    {
        "name": "pose",
        "type": "keypoint",
        "color": "#0000ff",
        "attributes": [{"name": "side", "type": "select", "values": ["left", "right"]}],
        "skeleton": {"nodes": [{"name": "nose", "x": 0.5, "y": 0.0}], "edges": []},
    },
]
"""Classes with every field that the SDK's models know."""

NEWER = {"name": "newer", "type": "polygon", "color": "#00ffff", "invented": "kept"}
"""A class with a field that they don't know."""

IMAGE = "left 1/é #2/a b%.png"
EXPORT = "nightly 50% #1? a+b"


@dataclass(frozen=True)
class Scene:
    """Ids that the service made up, and a file to upload or to write to."""

    project: str
    image: str
    file: Path

    @property
    def ids(self) -> dict[str, str]:
        """How to name the ids in what was recorded."""
        ids = {self.project: "(the project's id)", self.image: "(the image's id)"}
        return {id: name for id, name in ids.items() if id}


def prepare(emulator: Emulator, api: Api, file: Path, *, content: bool) -> Scene:
    """Empty the service and build the scene, beside the server that records.

    Args:
        content: with an image, its annotation and an export.
    """
    emulator.control.reset()
    emulator.control.set(unknown_class_keys=True)
    api.dataset("other")
    project = api.dataset(NAME, classes=[*CLASSES, NEWER])
    if not content:
        return Scene(project["id"], "", file)
    image = _image(api, file.read_bytes())
    api.annotate(image, box("stop sign")).raise_for_status()
    api.ok("POST", "/exports/", {"dataset_name": NAME, "name": EXPORT})
    return Scene(project["id"], image["id"], file)


def _image(api: Api, content: bytes) -> dict[str, Any]:
    folder, _, filename = IMAGE.rpartition("/")
    place = {"dataset": NAME, "filename": filename, "directory_path": f"/{folder}"}
    place["content_type"] = "image/png"
    url = api.ok("POST", "/images/upload-url", place)["upload_url"]
    api.put(url, content=content, headers={"Content-Type": "image/png"}).raise_for_status()
    image: dict[str, Any] = api.ok("POST", "/images/register", place)
    return image
