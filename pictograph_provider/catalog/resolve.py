"""A catalog seen from one environment: each project as it is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, cast

from pictograph_provider.catalog.schema import CatalogFile, CatalogProject, Override
from pictograph_provider.choices import AnnotationType, ClassRemoval, ForeignClasses, OnDelete

if TYPE_CHECKING:
    from pictograph_provider.inputs import ClassMapping

PRODUCTION = ("prod", "production")
"""Environments whose projects are guarded unless the file says otherwise."""


class Arguments(TypedDict, total=False):
    """Of `Project`: just what the catalog says."""

    name: str
    description: str
    annotation_types: list[AnnotationType]
    classes: list[ClassMapping]
    class_moves: dict[str, str]
    allow_class_removal: list[str] | dict[str, int]
    foreign_classes: ForeignClasses
    on_delete: OnDelete
    adopt: bool
    save_before_removal: str
    require_save: bool


@dataclass(frozen=True)
class ResolvedProject:
    """One project in one environment.

    Attributes:
        key: the catalog's name for it, and Pulumi's; it stays when the project is renamed.
        arguments: of `Project`, just what is said.
        protect: whether Pulumi protects it; None where nobody says.
    """

    key: str
    arguments: Arguments
    protect: bool | None

    @property
    def name(self) -> str:
        """The project's name in the service."""
        return str(self.arguments["name"])


@dataclass(frozen=True)
class ResolvedEnvironment:
    """All that an environment holds.

    Attributes:
        level: how removals are guarded; None leaves it to the stack.
        level_is_given: whether the file says it, or the name of the environment does.
    """

    name: str
    projects: tuple[ResolvedProject, ...]
    level: ClassRemoval | None
    level_is_given: bool


def resolve(catalog: CatalogFile, environment: str) -> ResolvedEnvironment:
    """The projects of an environment of a valid catalog, in the order of the file."""
    here = catalog.environments[environment]
    keys = catalog.projects if here.projects is None else here.projects
    level = here.class_removal or ("refuse" if environment in PRODUCTION else None)
    projects = tuple(_project(catalog, environment, key) for key in catalog.projects if key in keys)
    return ResolvedEnvironment(environment, projects, level, here.class_removal is not None)


def _project(catalog: CatalogFile, environment: str, key: str) -> ResolvedProject:
    here, project = catalog.environments[environment], catalog.projects[key]
    override = here.overrides.get(key, Override())
    guarded = environment in PRODUCTION
    arguments = {
        **project.given(),
        **override.given(),
        "name": here.name_pattern.format(name=key, environment=environment),
        "on_delete": override.on_delete or here.on_delete or ("archive" if guarded else None),
        "save_before_removal": here.save_before_removal,
        "require_save": (guarded or None) if here.require_save is None else here.require_save,
        "classes": _classes(catalog, project, override),
    }
    for part in ("class_set", "without_classes", "protect"):
        arguments.pop(part, None)
    given = [override.protect, here.protect, True if guarded else None]
    protect = next((value for value in given if value is not None), None)
    said = {name: value for name, value in arguments.items() if value is not None}
    return ResolvedProject(key, cast(Arguments, said), protect)


def _classes(
    catalog: CatalogFile, project: CatalogProject, override: Override
) -> list[dict[str, object]] | None:
    sets = class_sets(project)
    if not sets and project.classes is None:
        return None
    entries = [entry for name in sets for entry in catalog.class_sets[name]]
    classes = {entry.name: entry.given() for entry in (*entries, *(project.classes or ()))}
    for change in override.classes or ():
        classes[change.name] = {**classes.get(change.name, {}), **change.given()}
    return [cls for name, cls in classes.items() if name not in (override.without_classes or ())]


def class_sets(project: CatalogProject) -> list[str]:
    """The names of the class sets that a project refers to."""
    sets = project.class_set or []
    return [sets] if isinstance(sets, str) else sets
