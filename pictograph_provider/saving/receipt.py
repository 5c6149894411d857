"""The receipt of a saving: what was kept, of what, for which removal. docs/save.md describes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, cast

from pydantic import BaseModel, Field

from pictograph_provider.classes import ANNOTATION_TYPES, ClassRow, canonical_type, row_label
from pictograph_provider.version import __version__

FORMAT: Literal["pictograph-provider receipt"] = "pictograph-provider receipt"
FORMAT_VERSION: Literal[1] = 1


Why = Literal["removed", "retyped", "foreign", "deleted"]
"""`removed` from the program, `retyped` in it, `foreign` (added elsewhere), or `deleted` with
the project."""


Content = Literal["export", "archived images"]


class SavedProject(BaseModel):
    """The project that the annotations were in."""

    id: str
    name: str
    description: str | None = None
    annotation_types: list[str]


class SavedClass(BaseModel):
    """A class that is removed, or one of a project that is deleted.

    Attributes:
        entry: the class as the service held it, with color, attributes and skeleton.
        annotations: saved of this class, those on archived images included.
        images: images that have any of them.
    """

    entry: dict[str, object]
    why: Why
    annotations: int
    images: int

    @property
    def row(self) -> ClassRow:
        # No field: of a TypedDict, pydantic would drop the keys that it does not know.
        return cast(ClassRow, self.entry)

    @property
    def name(self) -> str:
        return str(self.entry["name"])

    @property
    def label(self) -> str:
        return row_label(self.row)

    def has(self, annotation: Mapping[str, object]) -> bool:
        """Whether an annotation is of this class."""
        return fits(self.row, annotation)


class SavedFile(BaseModel):
    """A file beside the receipt.

    Attributes:
        content: `export` as the service made it, or the `archived images` that it leaves out.
        annotations: how many of those that are saved are in it.
        bytes: its size.
        sha256: 64 hexadecimal characters.
    """

    name: str
    content: Content
    annotations: int
    bytes: int
    sha256: str


class Receipt(BaseModel):
    """What was saved just before a removal. It says nothing on whether that succeeded.

    Attributes:
        removal: whether `classes` or the whole `project` was about to be removed.
        origin: Pulumi project, stack and resource name.
        annotations, images: all that are saved, and the images that have any of them.
        archived_images: archived images that the project had.
        counted_at: when the service counted the annotations, in UTC.
        saved_at: when the files were whole, in UTC.
    """

    format: Literal["pictograph-provider receipt"] = FORMAT
    format_version: Literal[1] = FORMAT_VERSION
    made_by: str = f"pictograph-provider {__version__}"
    removal: Literal["classes", "project"]
    origin: str
    organization_id: str
    project: SavedProject
    classes: list[SavedClass]
    annotations: int
    images: int
    archived_images: int
    files: list[SavedFile] = Field(min_length=1)
    counted_at: datetime
    saved_at: datetime

    def covers(self, annotation: Mapping[str, object]) -> bool:
        """Whether an annotation in the files is one that was removed, and not a bystander."""
        return self.removal == "project" or any(cls.has(annotation) for cls in self.classes)


def fits(entry: ClassRow, annotation: Mapping[str, object]) -> bool:
    """Whether an annotation is of a class, given as the service holds it.

    A class whose type is no annotation type (`tag`, or none at all) takes any of its name.
    """
    type_ = canonical_type(entry.get("type"))
    drawn = annotation.get("type")
    same = type_ == canonical_type(drawn if isinstance(drawn, str) else None)
    named = entry.get("name") == annotation.get("name")
    return named and (same or type_ not in ANNOTATION_TYPES)
