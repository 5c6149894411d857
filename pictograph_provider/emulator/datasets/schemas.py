"""The bodies of dataset requests."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from tinycss2 import color4

from pictograph_provider.classes import ClassRow
from pictograph_provider.emulator.database import dump

ANNOTATION_TYPES = ("bbox", "box", "polygon", "polyline", "keypoint")
"""Allowed in ``annotation_types`` (service contract, section 3)."""

CLASS_KEYS = frozenset({"name", "type", "color", "attributes", "skeleton"})
"""The keys of a class that the service knows (service contract, section 3)."""


def _no_slash(name: str) -> str:
    if "/" in name:
        raise ValueError("must not contain a slash")
    return name


def _css_color(color: str) -> str:
    if color4.parse_color(color) is None:
        raise ValueError(f"{color!r} is not a CSS color")
    return color


Name = Annotated[
    str,
    Field(min_length=1, max_length=255, json_schema_extra={"pattern": "^[^/]+$"}),
    AfterValidator(_no_slash),
]
Label = Annotated[str, Field(min_length=1, max_length=120)]
# Checked later, since an unknown one is a 400; described here for whoever reads the OpenAPI.
AnnotationTypeName = Annotated[str, Field(json_schema_extra={"enum": list(ANNOTATION_TYPES)})]
Unit = Annotated[float, Field(ge=0, le=1)]


class Attribute(BaseModel):
    name: Label
    type: Literal["text", "number", "select", "checkbox"] = "text"
    values: list[str] | None = None


class Joint(BaseModel):
    name: Label
    x: Unit = 0.5
    y: Unit = 0.5


class Skeleton(BaseModel):
    nodes: list[Joint] = Field(min_length=1)
    edges: list[tuple[int, int]] = []


class ClassDefinition(BaseModel):
    """Checks a class and keeps it as it was sent: what is stored must read back the same."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})

    name: Label
    type: Label | None = None
    color: Annotated[str, AfterValidator(_css_color)] | None = None
    attributes: list[Attribute] | None = None
    skeleton: Skeleton | None = None

    _sent: ClassRow = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def _keep(cls, value: object, handler: ValidatorFunctionWrapHandler) -> ClassDefinition:
        definition: ClassDefinition = handler(value)
        dump(value).encode()  # a ValueError for what JSON or UTF-8 can't carry
        definition._sent = cast("ClassRow", value)  # `handler` has seen that it is one
        return definition

    @property
    def sent(self) -> ClassRow:
        return self._sent


class DatasetCreate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name
    description: str | None = None
    readme: str | None = None
    annotation_types: list[AnnotationTypeName] | None = None
    classes: list[ClassDefinition] | None = None


class DatasetUpdate(BaseModel):
    """A partial update: a key that is absent, or null, leaves its value as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1})

    new_name: Name | None = None
    description: str | None = None
    readme: str | None = None
    annotation_types: list[AnnotationTypeName] | None = None
    classes: list[ClassDefinition] | None = None
    classes_base: list[ClassDefinition] | None = None

    @model_validator(mode="after")
    def _something_to_do(self) -> DatasetUpdate:
        if not self.model_dump(exclude_none=True):
            raise ValueError("nothing to update")
        if self.classes_base is not None and self.classes is None:
            raise ValueError("classes_base is the list that classes edits: send classes too")
        return self
