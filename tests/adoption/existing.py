"""An organization that was clicked together: projects of all kinds, with names hard to write."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

HARD_NAMES = (
    "road-signs",
    "road signs",
    '50% off "big" sale',
    "it's",
    "Straßenschilder 日本",
    "🚦",
    "日本",
    "%2F",
    "back\\slash",
    "a::b",
    "{braces} $HOME `id`",
    " leading and trailing ",
    "two\nlines",
    "\u202eright to left",
    "x" * 255,
)

ATTRIBUTES = [
    {"name": "state", "type": "select", "values": ["new", 'bent "a bit"', "it's"]},
    {"name": "lit", "type": "checkbox"},
    {"name": "note", "values": None},
]
SKELETON = {
    "nodes": [{"name": "head", "x": 0.5, "y": 0.125}, {"name": "tail"}, {"name": "paw", "x": 1}],
    "edges": [[0, 1], [1, 2]],
}
CLASSES = (
    {"name": "stop_sign", "type": "bbox", "color": "#FF0000", "attributes": ATTRIBUTES},
    {"name": "dog, any", "type": "keypoint", "color": "rgb(0, 128, 0)", "skeleton": SKELETON},
    {"name": "zone/1 (old)", "type": "polygon", "attributes": []},
    {"name": 'the "lane"', "type": "polyline", "color": "rebeccapurple"},
    {"name": "night", "type": "tag"},
)
TYPES = (["box"], ["polygon", "bbox"], ["keypoint", "polyline", "polygon", "box"])
DESCRIPTIONS = (None, "Signs of the road", 'Two lines,\nwith "quotes"', "")


def existing(count: int) -> Iterator[dict[str, Any]]:
    """Bodies of `client.projects.create`, each unlike the one before."""
    rows = zip(_names(), cycle(TYPES), cycle(DESCRIPTIONS), range(count), strict=False)
    for name, types, description, number in rows:
        size = number % (len(CLASSES) + 1)
        classes = list(islice(cycle(CLASSES), number, number + size))
        yield {
            "name": name,
            "annotation_types": types,
            "description": description,
            "classes": classes,
        }


def _names() -> Iterator[str]:
    yield from HARD_NAMES
    number = len(HARD_NAMES)
    while True:
        yield f"project {number}"
        number += 1
