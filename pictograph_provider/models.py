"""What the service speaks of: projects, their classes, their statistics.

The service calls a project a dataset on the wire; the fields are the same. Fields that
these models do not know are kept, because a class list is written back whole and nothing
in it may be lost on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Protocol

from pydantic import BaseModel, ConfigDict, Field, WrapValidator, field_validator


class Deferred(Protocol):
    """A value that is known later: any `pulumi.Output`, without importing pulumi here."""

    def apply(self, func: Any, /, *args: Any, **kwargs: Any) -> Any: ...


def _or_deferred(value: Any, validate: Any) -> Any:
    return value if callable(getattr(value, "apply", None)) else validate(value)


_Text = Annotated[str, WrapValidator(_or_deferred)]
_TextOrNone = Annotated[str | None, WrapValidator(_or_deferred)]


class ProjectClass(BaseModel):
    """One class of a project: what a label may be, drawn how, shown in which colour.

    Attributes:
        name: 1 to 120 characters, unique in the project.
        type: `bbox` (or its alias `box`), `polygon`, `polyline` or `keypoint`. What the
            service answers may be any text, or nothing.
        color: any CSS colour. Left out, the service picks one.

    Other fields (`attributes`, `skeleton`) are passed on as they are. In a Pulumi program
    each value may be an Output.
    """

    model_config = ConfigDict(extra="allow", arbitrary_types_allowed=True)

    name: _Text
    type: _TextOrNone = None
    color: _TextOrNone = None

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            name: str | Deferred,
            type: str | Deferred | None = None,
            color: str | Deferred | None = None,
            **fields: Any,
        ) -> None: ...

    def fields(self) -> dict[str, Any]:
        """The class as it goes over the wire: just what was given, unknown fields included."""
        known = {key: value for key, value in self.__dict__.items() if key in self.model_fields_set}
        return {**known, **(self.model_extra or {})}


class ProjectConfig(BaseModel):
    """A project's classes and annotation types together."""

    classes: list[ProjectClass]
    annotation_types: list[str]


class Project(BaseModel):
    """A project as the service returns it. Counters are the service's, and may lag.

    Attributes:
        id: the project's UUID; it survives a rename.
        image_count: images that are not archived.
        archived_image_count: archived images. Statistics do not count their annotations.
        total_size: bytes.
    """

    model_config = ConfigDict(extra="allow")

    id: str
    name: str
    organization_id: str | None = None
    description: str | None = None
    annotation_types: list[str] = Field(default_factory=lambda: ["bbox"])
    classes: list[ProjectClass] = Field(default_factory=list)
    image_count: int = 0
    archived_image_count: int = 0
    completed_image_count: int = 0
    total_size: int = 0
    is_archived: bool = False
    is_public: bool = False
    created_at: datetime
    updated_at: datetime | None = None

    @field_validator("annotation_types", "classes", mode="before")
    @classmethod
    def _null_is_empty(cls, value: Any) -> Any:
        return [] if value is None else value

    @property
    def project_config(self) -> ProjectConfig:
        """The classes and annotation types together."""
        return ProjectConfig(classes=self.classes, annotation_types=self.annotation_types)


class Insights(BaseModel):
    """A project's statistics. Archived images and their annotations are not counted.

    Attributes:
        class_annotation_counts: annotations per class name (the type is not told apart).
        class_image_counts: images per class name.
        total_bytes: bytes of the images.
    """

    model_config = ConfigDict(extra="allow")

    total_images: int = 0
    total_annotations: int = 0
    annotated_images: int = 0
    total_bytes: int = 0
    class_annotation_counts: dict[str, int] = Field(default_factory=dict)
    class_image_counts: dict[str, int] = Field(default_factory=dict)


class Organization(BaseModel):
    """The organisation that a key belongs to."""

    model_config = ConfigDict(extra="allow")

    id: str
    name: str = ""


class DeletionSummary(dict[str, Any]):
    """What a delete took, as the service said it; `None` where it did not say.

    A mapping with `images_deleted` and `annotations_deleted` always there.
    """

    def __init__(self, answer: Mapping[str, Any]) -> None:
        super().__init__({"images_deleted": None, "annotations_deleted": None, **answer})
