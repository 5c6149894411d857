"""What the service speaks of: projects, their classes, their statistics.

The service calls a project a dataset on the wire; the fields are the same. Fields that
these models do not know are kept, because a class list is written back whole and nothing
in it may be lost on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WrapValidator

from pictograph_provider.choices import ClassType
from pictograph_provider.classes import ClassRow, unknown_class_key

Model = TypeVar("Model", bound=BaseModel)

_building = Lock()


def built(kind: type[Model]) -> type[Model]:
    """The model, built when it is first needed: programs wait for what they import."""
    # Not every pydantic can build one in two threads at once.
    if not kind.__pydantic_complete__:
        with _building:
            kind.model_rebuild()
    return kind


class Deferred(Protocol):
    """A value that is known later: any `pulumi.Output`, without importing pulumi here."""

    def apply(self, func: Any, /, *args: Any, **kwargs: Any) -> Any: ...


def _or_deferred(value: object, validate: Callable[[object], object]) -> object:
    return value if callable(getattr(value, "apply", None)) else validate(value)


_Text = Annotated[str, WrapValidator(_or_deferred)]
_TextOrNone = Annotated[str | None, WrapValidator(_or_deferred)]


class ProjectClass(BaseModel):
    """One class of a project: what a label may be, drawn how, shown in which color.

    Attributes:
        name: 1 to 120 characters, unique in the project.
        type: `bbox` (or its alias `box`), `polygon`, `polyline`, `keypoint` or `tag`. What the
            service answers may be any text, or nothing.
        color: any CSS color. Left out, the service picks one.
        attributes: what is filled in for each annotation, passed on as it is.
        skeleton: the points of a keypoint class and the lines between them, passed on as it is.

    In a Pulumi program each value may be an Output. Fields that this class does not know are
    refused, but where the service answers them: those are kept and written back.

    Raises:
        TypeError: the name or the type is missing, or a keyword is not known.
    """

    model_config = ConfigDict(extra="allow", arbitrary_types_allowed=True, defer_build=True)

    name: _Text
    type: _TextOrNone = None
    color: _TextOrNone = None

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            name: str | Deferred,
            type: ClassType | Deferred,
            color: str | Deferred | None = None,
            attributes: Sequence[Mapping[str, object]] | Deferred | None = None,
            skeleton: Mapping[str, object] | Deferred | None = None,
        ) -> None: ...

    else:

        def __init__(self, **fields: object) -> None:
            problem = next((text for key in fields if (text := unknown_class_key(key))), None)
            missing = [key for key in ("name", "type") if key not in fields]
            if missing:
                problem = problem or f"it needs a {missing[0]}"
            if problem:
                raise TypeError(f"ProjectClass(...): {problem}.")
            built(type(self))
            super().__init__(**fields)

        # Else pydantic would call it for what the service says as well.
        __init__.__pydantic_base_init__ = True

    @classmethod
    def of_service(cls, row: Mapping[str, object]) -> ProjectClass:
        """A class as the service or state holds it: any type or none, with fields of any name.

        Raises:
            pydantic.ValidationError: it has no name, or a field is of the wrong type.
        """
        return built(cls).model_validate(row)

    def fields(self) -> ClassRow:
        """The class as it goes over the wire: just what was given, unknown fields included."""
        given = self.model_fields_set
        known = {key: value for key, value in self.__dict__.items() if key in given}
        return cast(ClassRow, {**known, **(self.model_extra or {})})


def _text(value: object) -> object:
    # A number would be read as seconds since 1970.
    if not isinstance(value, (str, datetime)):
        raise ValueError("not a time")  # noqa: TRY004 - pydantic takes only this one
    return value


def _in_utc(moment: datetime) -> datetime:
    # Without a zone it could not be compared with any other time. The service speaks UTC.
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


_Moment = Annotated[datetime, BeforeValidator(_text), AfterValidator(_in_utc)]
_Name = Annotated[str, Field(min_length=1)]


def _count(value: object) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if value >= 0 else None


def _counts(value: object) -> dict[str, int | None] | None:
    if not isinstance(value, Mapping):
        return None
    return {str(key): _count(item) for key, item in value.items()}


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


# A figure that the service did not give is None and never 0: whether something may be deleted is
# decided by it. The same goes for whether a project is archived.
_Count = Annotated[int | None, BeforeValidator(_count)]
_Counts = Annotated[dict[str, int | None] | None, BeforeValidator(_counts)]
_YesOrNo = Annotated[bool | None, BeforeValidator(_yes_or_no)]


class ProjectConfig(BaseModel):
    """A project's classes and annotation types together."""

    model_config = ConfigDict(defer_build=True)

    classes: list[ProjectClass]
    annotation_types: list[str]


class Project(BaseModel):
    """A project as the service returns it. Counters are the service's, and may lag.

    An answer without the lists is refused: a list that is missing is not an empty one. A counter
    is None where the service gave none that makes sense, which is not 0 either.

    Attributes:
        id: the project's UUID; it survives a rename.
        created_at: by the service's clock, always with a time zone.
        image_count: images that are not archived.
        archived_image_count: archived images. Statistics do not count their annotations.
        total_size: bytes.
        is_archived: None where the service did not say.
    """

    model_config = ConfigDict(extra="allow", defer_build=True)

    id: _Name
    name: _Name
    organization_id: _Name | None = None
    description: str | None = None
    annotation_types: list[str]
    classes: list[ProjectClass]
    image_count: _Count = None
    archived_image_count: _Count = None
    completed_image_count: _Count = None
    total_size: _Count = None
    is_archived: _YesOrNo = None
    is_public: _YesOrNo = None
    created_at: _Moment
    updated_at: _Moment | None = None

    @property
    def project_config(self) -> ProjectConfig:
        """The classes and annotation types together."""
        return built(ProjectConfig)(classes=self.classes, annotation_types=self.annotation_types)


class Insights(BaseModel):
    """A project's statistics. Archived images and their annotations are not counted.

    A figure is None where the service gave none that makes sense, which is not 0.

    Attributes:
        class_annotation_counts: annotations per class name (the type is not told apart). None
            where the service gave no such mapping.
        class_image_counts: images per class name.
        total_bytes: bytes of the images.
    """

    model_config = ConfigDict(extra="allow", defer_build=True)

    total_images: _Count = None
    total_annotations: _Count = None
    annotated_images: _Count = None
    total_bytes: _Count = None
    class_annotation_counts: _Counts = None
    class_image_counts: _Counts = None


class Organization(BaseModel):
    """The organization that a key belongs to.

    Attributes:
        name: None where the service does not say.
    """

    model_config = ConfigDict(extra="allow", defer_build=True)

    id: _Name
    name: str | None = None


class DeletionSummary(dict[str, Any]):
    """What a delete took, as the service said it.

    A mapping with `images_deleted` and `annotations_deleted` always there: a whole number, or
    None where the service did not say. That the project is deleted is certain in any case.
    """

    def __init__(self, answer: Mapping[str, object]) -> None:
        figures = {
            key: _count(answer.get(key)) for key in ("images_deleted", "annotations_deleted")
        }
        super().__init__({**answer, **figures})
