"""Which live projects can be declared, and how: decided by the very checks of a preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from pictograph_provider import colors
from pictograph_provider.adoption.names import resource_names
from pictograph_provider.classes import canonical_type, without_nulls
from pictograph_provider.models import Project, ProjectClass
from pictograph_provider.state.program import class_inputs
from pictograph_provider.state.settings import written
from pictograph_provider.state.validate import problems

DECLARED_FIELDS = ("attributes", "skeleton")
"""Fields of a class that a program writes. Others are the service's: they are kept as they are."""


@dataclass(frozen=True)
class Adopted:
    """A live project, and what a program says to declare just that.

    Attributes:
        resource: Pulumi's name for it.
        classes: the arguments of each ProjectClass; None leaves the classes unmanaged.
        note: why something of it is not declared, a sentence; empty where all of it is.
        on_delete: what removing the resource does.
    """

    project: Project
    resource: str
    classes: tuple[Mapping[str, object], ...] | None
    note: str = ""
    on_delete: str = "delete-if-empty"

    @property
    def arguments(self) -> dict[str, object]:
        """The arguments of the project's resource but for its classes, as they are written."""
        given: dict[str, object] = {}
        if self.project.name != self.resource:
            given["name"] = self.project.name
        if self.project.description:
            given["description"] = self.project.description
        types = map(canonical_type, self.project.annotation_types)
        return {**given, "annotation_types": list(dict.fromkeys(types))}

    @property
    def inputs(self) -> dict[str, object]:
        """What the resource makes of its arguments: the inputs that state holds.

        `origin` is left out. It only names a create, and nothing compares it.
        """
        inputs = {
            "name": self.project.name,
            **self.arguments,
            **class_inputs(self.classes),
            "on_delete": self.on_delete,
        }
        return written(inputs)


@dataclass(frozen=True)
class Survey:
    """What an organization holds.

    Attributes:
        adopted: by name.
        left_out: names of projects that cannot be declared, each with the reason.
    """

    adopted: tuple[Adopted, ...]
    left_out: Mapping[str, str]


def survey(
    active: Iterable[Project],
    archived: Iterable[Project],
    match: str = "*",
    naming: Callable[[Iterable[str]], Mapping[str, str]] = resource_names,
) -> Survey:
    """Sort the projects whose name matches into those that are declared and those left out.

    Args:
        match: a shell's pattern, such as `road-*`; upper and lower case are told apart.
        naming: gives resource names by project name.
    """
    left_out = {
        project.name: "it is archived: unarchive it to take it over"
        for project in archived
        if fnmatchcase(project.name, match)
    }
    found = {project.name: project for project in active if fnmatchcase(project.name, match)}
    adopted = []
    for name, resource in naming(found).items():
        whole = _declared(found[name], resource)
        if wrong := problems({**whole.inputs, "classes": {}, "class_order": ""}):
            left_out[name] = wrong[0].rstrip(".")
        else:
            adopted.append(whole)
    return Survey(tuple(adopted), dict(sorted(left_out.items())))


def _declared(project: Project, resource: str) -> Adopted:
    classes = tuple(map(_class, project.classes))
    whole = Adopted(project, resource, classes)
    # The service may hold lists that no program can declare, such as a class without a type.
    wrong = problems(whole.inputs)
    if not wrong:
        return whole
    return Adopted(project, resource, None, f"its classes are not declared: {wrong[0]}")


def _class(cls: ProjectClass) -> dict[str, object]:
    live: Mapping[str, object] = cls.fields()
    arguments: dict[str, object] = {"name": cls.name, "type": canonical_type(cls.type) or None}
    if cls.color is not None and colors.canonical(cls.color) is not None:
        arguments["color"] = cls.color
    fields = {key: without_nulls(live[key]) for key in DECLARED_FIELDS if live.get(key)}
    return {**arguments, **fields}
