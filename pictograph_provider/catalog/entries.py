"""A class in a catalog: what the file may say of it, and nothing else.

Fields and limits are the service's (service contract, section 3). Where the service ignores a
key that it does not know, a catalog refuses it: it is most likely a typing mistake.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from pictograph_provider import colors
from pictograph_provider.choices import ClassType
from pictograph_provider.names import LONGEST_CLASS_NAME

Nothing = SkipJsonSchema[None]
"""A key that was left out. Written down without a value it is an error, so editors need not
offer it."""


class Entry(BaseModel):
    """What all parts of a catalog share: a key that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def given(self) -> dict[str, object]:
        """Just what the file says, as plain values."""
        return self.model_dump(mode="json", exclude_unset=True)


class Sparse(Entry):
    """A part that may say nothing at all: a name and a colon."""

    model_config = ConfigDict(json_schema_extra={"type": ["object", "null"]})

    @model_validator(mode="before")
    @classmethod
    def _nothing_said(cls, value: object) -> object:
        return {} if value is None else value


def _css(color: str) -> str:
    if colors.canonical(color) is None:
        raise ValueError(f'"{color}" is not a CSS color: write one like "#ff0000"')
    return color


ClassName = Annotated[str, Field(min_length=1, max_length=LONGEST_CLASS_NAME)]
Color = Annotated[str, AfterValidator(_css)]

_TYPE = "How it is drawn; `box` is another word for `bbox`."
_COLOR = 'Any CSS color; one with a # needs quotes: "#ff0000". Left out, the service picks one.'


class Attribute(Entry):
    """Something to fill in for each annotation of a class."""

    name: ClassName
    type: Literal["text", "number", "select", "checkbox"] = "text"
    values: list[str] | Nothing = Field(default=None, description="What a `select` offers.")


class Joint(Entry):
    """A point of a skeleton; its place in the drawing runs from 0 to 1."""

    name: ClassName
    x: float = Field(default=0.5, ge=0, le=1)
    y: float = Field(default=0.5, ge=0, le=1)


class Skeleton(Entry):
    """The points of a keypoint class and the lines between them."""

    nodes: list[Joint] = Field(min_length=1)
    edges: list[tuple[int, int]] = Field(
        default=[], description="Pairs of points, counted from 0 in the order of `nodes`."
    )


class CatalogClass(Entry):
    """A class: what a label may be, drawn how, shown in which color."""

    name: ClassName = Field(description="Unique among the classes of a project.")
    type: ClassType = Field(description=_TYPE)
    color: Color | Nothing = Field(default=None, description=_COLOR)
    attributes: list[Attribute] | Nothing = None
    skeleton: Skeleton | Nothing = Field(default=None, description="For a keypoint class.")


class ClassChange(Entry):
    """How a class differs in one environment; a name that the project has not adds a class."""

    name: ClassName
    type: ClassType | Nothing = Field(default=None, description=f"{_TYPE} A new class needs it.")
    color: Color | Nothing = Field(default=None, description=_COLOR)
    attributes: list[Attribute] | Nothing = None
    skeleton: Skeleton | Nothing = Field(default=None, description="For a keypoint class.")
