"""Annotations on the wire: four types, told apart by ``type`` (vendor's SDK 1.69.146)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal
from uuid import uuid4

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, FiniteFloat

from pictograph_provider.emulator.database import dump

BULK_CAP = 200
"""Images of one bulk save (vendor's SDK 1.69.146)."""


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _storable(attributes: object) -> object:
    dump(attributes).encode()  # a ValueError for what JSON or UTF-8 can't carry
    return attributes


Text = Annotated[
    str, Field(min_length=1, json_schema_extra={"pattern": r"\S"}), AfterValidator(_not_blank)
]
Extent = Annotated[FiniteFloat, Field(gt=0)]
Attributes = Annotated[dict[str, object] | list[object], AfterValidator(_storable)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Point(_Strict):
    """Absolute pixels."""

    x: FiniteFloat
    y: FiniteFloat


class BoundingBox(_Strict):
    """Top left corner and size, in absolute pixels."""

    x: FiniteFloat
    y: FiniteFloat
    w: Extent
    h: Extent


class OrientedBox(_Strict):
    cx: FiniteFloat
    cy: FiniteFloat
    w: Extent
    h: Extent
    angle: Annotated[FiniteFloat, Field(ge=0, lt=360)] = 0.0


class Polygon(_Strict):
    paths: list[Annotated[list[Point], Field(min_length=3)]] = Field(min_length=1)


class Polyline(_Strict):
    path: list[Point] = Field(min_length=2)


class _Annotation(_Strict):
    id: Text = Field(default_factory=lambda: str(uuid4()))
    name: Text
    confidence: float = Field(default=1.0, ge=0, le=1)
    created_by: str | None = None
    attributes: Attributes = Field(default_factory=dict)


class BBoxAnnotation(_Annotation):
    type: Literal["bbox"]
    bounding_box: BoundingBox
    oriented_box: OrientedBox | None = None


class PolygonAnnotation(_Annotation):
    type: Literal["polygon"]
    bounding_box: BoundingBox | None = None
    polygon: Polygon


class PolylineAnnotation(_Annotation):
    type: Literal["polyline"]
    bounding_box: BoundingBox | None = None
    polyline: Polyline


class KeypointAnnotation(_Annotation):
    """A point has no extent: a ``bounding_box`` is refused."""

    type: Literal["keypoint"]
    keypoint: Point
    instance_id: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


Annotation = Annotated[
    BBoxAnnotation | PolygonAnnotation | PolylineAnnotation | KeypointAnnotation,
    Field(discriminator="type"),
]


class SaveRequest(_Strict):
    annotations: list[Annotation]


class BulkEntry(SaveRequest):
    image_id: str


class BulkSaveRequest(_Strict):
    saves: list[BulkEntry] = Field(max_length=BULK_CAP)


def stored(annotation: Annotation) -> dict[str, object]:
    """What is kept of an annotation: as sent, with the enclosing box where one is due."""
    body = annotation.model_dump(mode="json", exclude_none=True)
    if body.get("bounding_box") is None:
        if annotation.type == "polygon":
            body["bounding_box"] = _enclosing(p for ring in annotation.polygon.paths for p in ring)
        elif annotation.type == "polyline":
            body["bounding_box"] = _enclosing(annotation.polyline.path)
    return body


def _enclosing(points: Iterable[Point]) -> dict[str, float]:
    corners = [(point.x, point.y) for point in points]
    left, top = (min(values) for values in zip(*corners, strict=True))
    right, bottom = (max(values) for values in zip(*corners, strict=True))
    # A flat shape still needs a box: the service refuses one without area.
    return {"x": left, "y": top, "w": (right - left) or 1.0, "h": (bottom - top) or 1.0}
