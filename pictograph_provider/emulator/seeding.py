"""Filling a project with images and annotations, through the API as anybody would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pictograph_provider.client.annotations import Annotations
from pictograph_provider.client.config import ClientConfig
from pictograph_provider.client.images import PATH as IMAGES
from pictograph_provider.client.images import Images
from pictograph_provider.client.pages import LARGEST_PAGE, pages
from pictograph_provider.client.projects import Projects
from pictograph_provider.client.transport import Transport
from pictograph_provider.emulator.png import png

WIDTH, HEIGHT = 64, 48
"""Pixels of every seeded image."""

SAVE_CAP = 200
"""Images of one bulk save (vendor's SDK 1.69.146)."""


class SeedingError(Exception):
    """What was asked for doesn't fit the project."""


@dataclass(frozen=True)
class Seeded:
    """What a seeding added."""

    images: int
    annotations: int


def seed(config: ClientConfig, name: str, images: int, counts: Mapping[str, int]) -> Seeded:
    """Gives a project ``images`` images, and annotations by class spread evenly over them.

    What an earlier seeding left is kept, so that a second one adds nothing and an interrupted
    one is completed.

    Raises:
        SeedingError: the project lacks a class, or there is no image to annotate.
        PictographError: the service could not be reached or refused.
    """
    transport = Transport(config)
    try:
        wanted = _annotations(_types(Projects(transport), name), images, counts)
        present = _present(transport, name)
        missing = [filename for filename in wanted if filename not in present]
        for number, filename in enumerate(missing):
            present[filename] = Images(transport).upload(
                name, filename, _picture(number), width=WIDTH, height=HEIGHT
            )
        # An image that has annotations was seeded before, or somebody works on it.
        bare = {
            str(present[filename]["id"]): items
            for filename, items in wanted.items()
            if items and not present[filename].get("annotation_count")
        }
        _save(Annotations(transport), bare)
    finally:
        transport.close()
    return Seeded(len(missing), sum(len(items) for items in bare.values()))


def _types(projects: Projects, name: str) -> dict[str, str]:
    return {item.name: item.type or "bbox" for item in projects.get(name).classes}


def _annotations(
    types: Mapping[str, str], images: int, counts: Mapping[str, int]
) -> dict[str, list[dict[str, Any]]]:
    unknown = sorted(counts.keys() - types.keys())
    if unknown:
        has = ", ".join(sorted(types)) or "none"
        raise SeedingError(f"the project has no class {', '.join(unknown)}; it has {has}")
    if counts and not images:
        raise SeedingError("annotations need images")
    wanted: dict[str, list[dict[str, Any]]] = {f"seed-{i:05}.png": [] for i in range(images)}
    filenames = list(wanted)
    labels = [(name, number) for name, count in counts.items() for number in range(count)]
    for position, (name, number) in enumerate(labels):
        annotation = {"id": f"{name}-{number}", "name": name, **_geometry(types[name], number)}
        wanted[filenames[position % images]].append(annotation)
    return wanted


def _geometry(class_type: str, number: int) -> dict[str, Any]:
    left, top = number * 7 % (WIDTH - 16), number * 5 % (HEIGHT - 16)
    corners = [(left, top), (left + 12, top), (left + 12, top + 12)]
    points = [{"x": x, "y": y} for x, y in corners]
    shapes: dict[str, dict[str, Any]] = {
        "polygon": {"polygon": {"paths": [points]}},
        "polyline": {"polyline": {"path": points}},
        "keypoint": {"keypoint": points[0]},
    }
    if class_type in shapes:
        return {"type": class_type, **shapes[class_type]}
    return {"type": "bbox", "bounding_box": {"x": left, "y": top, "w": 12, "h": 12}}


def _picture(number: int) -> bytes:
    return png(WIDTH, HEIGHT, (number * 37 % 256, number * 59 % 256, number * 83 % 256))


def _present(transport: Transport, name: str) -> dict[str, Mapping[str, Any]]:
    """The project's images by filename, archived ones too: they keep their names."""
    query = {"dataset": name, "include_archived": "true", "directory_path": "/"}
    found = pages(transport, IMAGES, size=LARGEST_PAGE, params=query)
    return {row["filename"]: row for _, rows in found for row in rows}


def _save(annotations: Annotations, wanted: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    for chunk in _chunks(wanted):
        for failure in annotations.bulk_save(chunk).get("failed", ()):
            raise SeedingError(f"image {failure['image_id']}: {failure['error']}")


def _chunks(items: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    rest = iter(items.items())
    while chunk := dict(islice(rest, SAVE_CAP)):
        yield chunk
