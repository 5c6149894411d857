"""The catalog file: projects, class sets to share, environments."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Discriminator, Field, Tag

from pictograph_provider.catalog.entries import (
    CatalogClass,
    ClassChange,
    ClassName,
    Entry,
    Nothing,
    Sparse,
)
from pictograph_provider.choices import AnnotationType, ClassRemoval, ForeignClasses, OnDelete

PLACEHOLDERS = ("name", "environment")

_Bound = Annotated[int, Field(ge=0)]
_Consent = Annotated[
    Annotated[list[ClassName], Tag("names")] | Annotated[dict[str, _Bound], Tag("bounds")],
    Discriminator(lambda value: "bounds" if isinstance(value, Mapping) else "names"),
]
_Sets = Annotated[
    Annotated[str, Tag("one")] | Annotated[list[str], Tag("several")],
    Discriminator(lambda value: "several" if isinstance(value, list) else "one"),
]
_AnnotationTypes = list[AnnotationType]


def _pattern(text: str) -> str:
    try:
        fields = [field for _, *field in Formatter().parse(text) if field[0] is not None]
    except ValueError as error:
        raise ValueError(f'"{text}" is no pattern: {error}') from None
    plain = all(name in PLACEHOLDERS and not spec and not how for name, spec, how in fields)
    if not plain or "name" not in {name for name, *_ in fields}:
        raise ValueError(
            f'"{text}" is not a pattern: a pattern holds {{name}}, perhaps {{environment}}, '
            "and plain text"
        )
    return text


NamePattern = Annotated[str, AfterValidator(_pattern)]


class _Settings(Entry):
    """What a project says once, and an environment may say otherwise."""

    description: str | Nothing = Field(default=None, description="Left out, it is not managed.")
    annotation_types: _AnnotationTypes | Nothing = Field(
        default=None,
        description="Left out, they are not managed. A new project then allows bbox.",
    )
    class_moves: dict[ClassName, ClassName] | Nothing = Field(
        default=None,
        description="`old: new` renames a class, or merges it where the new one exists. "
        "Annotations are kept. Harmless once done, so it can stay.",
    )
    allow_class_removal: _Consent | Nothing = Field(
        default=None,
        description="Classes that may be lost with their annotations: a list of names, or "
        "names with the most annotations that may go.",
    )
    foreign_classes: ForeignClasses | Nothing = Field(
        default=None, description="What happens to classes that were added elsewhere."
    )
    adopt: bool | Nothing = Field(
        default=None, description="Take over an existing project of that name."
    )


class CatalogProject(_Settings, Sparse):
    """A project, as it is in every environment that does not say otherwise."""

    class_set: _Sets | Nothing = Field(
        default=None, description="One of the `class_sets`, or a list of them; they come first."
    )
    classes: list[CatalogClass] | Nothing = Field(
        default=None,
        description="The project's own classes, after those of its sets. [] means none at all; "
        "without sets and classes, the classes are not managed.",
    )


class Override(_Settings):
    """How one project differs in one environment. What is given here replaces the project's."""

    classes: list[ClassChange] | Nothing = Field(
        default=None, description="By name: changes that class, or adds a new one at the end."
    )
    without_classes: list[ClassName] | Nothing = Field(
        default=None, description="Names of the project's classes that are left out here."
    )
    on_delete: OnDelete | Nothing = Field(
        default=None, description="As in the environment, for this project alone."
    )
    protect: bool | Nothing = Field(
        default=None, description="As in the environment, for this project alone."
    )


class Environment(Sparse):
    """Where the projects exist once more: a stack, usually."""

    name_pattern: NamePattern = Field(
        default="{name}-{environment}", description="How the projects are called here."
    )
    projects: list[str] | Nothing = Field(
        default=None, description="The projects that exist here. Left out, all do."
    )
    overrides: dict[str, Override] = Field(
        default={}, description="By project: what is different here."
    )
    on_delete: OnDelete | Nothing = Field(
        default=None,
        description="What removing a project does. Left out: archive in prod, else "
        "delete-if-empty, which refuses while the project holds images.",
    )
    protect: bool | Nothing = Field(
        default=None,
        description="Pulumi refuses to remove the projects. Left out: true in prod.",
    )
    class_removal: ClassRemoval | Nothing = Field(
        default=None,
        description="refuse, or report to print what would be lost and refuse nothing. Left "
        "out: refuse in prod, else as the stack's pictograph:classRemoval says.",
    )
    save_before_removal: str | Nothing = Field(
        default=None,
        description="A folder, or a URL such as s3://bucket/folder, where annotations are saved "
        "before they are removed.",
    )
    require_save: bool | Nothing = Field(
        default=None,
        description="Permit no removal of annotations that are not saved first. Left out: true in "
        "prod, else as the stack's pictograph:requireSave says.",
    )


class CatalogFile(Entry):
    """Pictograph projects for many environments, declared in one file."""

    class_sets: dict[str, list[CatalogClass]] = Field(
        default={}, description="Lists of classes that several projects share."
    )
    projects: dict[str, CatalogProject] = Field(
        description="By name. The name is Pulumi's for it as well, so it had better stay."
    )
    environments: dict[str, Environment] = Field(min_length=1, description="By name of the stack.")
