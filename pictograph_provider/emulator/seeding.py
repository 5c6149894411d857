"""Filling a project with images and annotations, through the API as anybody would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from pictograph_provider.client.annotations import Annotations
from pictograph_provider.client.config import ClientConfig
from pictograph_provider.client.images import PATH as IMAGES
from pictograph_provider.client.images import Images
from pictograph_provider.client.pages import LARGEST_PAGE, pages
from pictograph_provider.client.projects import Projects
from pictograph_provider.client.transport import Transport
from pictograph_provider.emulator.png import png

_Item = TypeVar("_Item")

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
    """Brings a project to ``images`` seeded images, and to so many annotations of each class.

    What is there is kept and counted, so that a second seeding adds nothing and an interrupted
    one is completed. Annotations on archived images don't count, and none are added to them.

    Raises:
        SeedingError: the project lacks a class, or there is no image to annotate.
        PictographError: the service could not be reached or refused.
    """
    transport = Transport(config)
    try:
        projects = Projects(transport)
        types = _types(projects, name, counts)
        # It is the emulator's own answer, which has them all.
        has = projects.insights(name).class_annotation_counts or {}
        present = _present(transport, name)
        wanted = [f"seed-{number:05}.png" for number in range(images)]
        missing = [filename for filename in wanted if filename not in present]
        for number, filename in enumerate(missing):
            present[filename] = Images(transport).upload(
                name, filename, _picture(number), width=WIDTH, height=HEIGHT
            )
        added = _spread(
            [present[filename] for filename in wanted if not present[filename].get("is_archived")],
            [
                {"id": f"{class_}-{number}", "name": class_, **_geometry(types[class_], number)}
                for class_, count in counts.items()
                for number in range(has.get(class_) or 0, count)
            ],
        )
        _add(Annotations(transport), name, present.values(), added)
    finally:
        transport.close()
    return Seeded(len(missing), sum(len(items) for items in added.values()))


def _types(projects: Projects, name: str, counts: Mapping[str, int]) -> dict[str, str]:
    types = {item.name: item.type or "bbox" for item in projects.get(name).classes}
    unknown = sorted(counts.keys() - types.keys())
    if unknown:
        has = ", ".join(sorted(types)) or "none"
        raise SeedingError(f"the project has no class {', '.join(unknown)}; it has {has}")
    return types


def _spread(
    images: Sequence[Mapping[str, object]], annotations: Sequence[dict[str, object]]
) -> dict[str, list[dict[str, object]]]:
    """The annotations by the id of the image that each is to be on."""
    if annotations and not images:
        raise SeedingError("annotations need images that are not archived; ask for more --images")
    spread: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    for position, annotation in enumerate(annotations):
        spread[str(images[position % len(images)]["id"])].append(annotation)
    return spread


def _geometry(class_type: str, number: int) -> dict[str, object]:
    left, top = number * 7 % (WIDTH - 16), number * 5 % (HEIGHT - 16)
    corners = [(left, top), (left + 12, top), (left + 12, top + 12)]
    points = [{"x": x, "y": y} for x, y in corners]
    shapes: dict[str, dict[str, object]] = {
        "polygon": {"polygon": {"paths": [points]}},
        "polyline": {"polyline": {"path": points}},
        "keypoint": {"keypoint": points[0]},
    }
    if class_type in shapes:
        return {"type": class_type, **shapes[class_type]}
    return {"type": "bbox", "bounding_box": {"x": left, "y": top, "w": 12, "h": 12}}


def _picture(number: int) -> bytes:
    return png(WIDTH, HEIGHT, (number * 37 % 256, number * 59 % 256, number * 83 % 256))


def _present(transport: Transport, name: str) -> dict[str, Mapping[str, object]]:
    """The project's images by filename, archived ones too: they keep their names."""
    query = {"dataset": name, "include_archived": "true", "directory_path": "/"}
    found = pages(transport, IMAGES, size=LARGEST_PAGE, params=query)
    every = (row for _, rows in found for row in rows if isinstance(row, Mapping))
    return {str(row["filename"]): row for row in every}


def _add(
    annotations: Annotations,
    name: str,
    images: Iterable[Mapping[str, object]],
    added: Mapping[str, Sequence[Mapping[str, object]]],
) -> None:
    """Adds to what the images have: saving would replace it."""
    kept = {
        str(image["id"]): annotations.get(name, str(image["filename"]))
        for image in images
        if image.get("annotation_count") and str(image["id"]) in added
    }
    wanted = {id_: [*kept.get(id_, ()), *items] for id_, items in added.items()}
    for chunk in _chunks(wanted):
        for failure in annotations.bulk_save(chunk).get("failed", ()):
            raise SeedingError(f"image {failure['image_id']}: {failure['error']}")


def _chunks(items: Mapping[str, _Item]) -> Iterator[dict[str, _Item]]:
    rest = iter(items.items())
    while chunk := dict(islice(rest, SAVE_CAP)):
        yield chunk
