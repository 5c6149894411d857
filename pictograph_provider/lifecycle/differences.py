"""How a project's own fields differ from what is declared: as a request, and in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypedDict, cast

from pictograph_provider.classes import ANNOTATION_TYPES, ClassRow, canonical_type
from pictograph_provider.plan import Unknown
from pictograph_provider.spelling import PYTHON, Spelling
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.texts import python_literal, quoted_if_needed, table

if TYPE_CHECKING:
    from pictograph_provider.models import Project


class ProjectChanges(TypedDict, total=False):
    """What a request to change a project says."""

    new_name: str
    description: str
    annotation_types: list[str]
    classes: Sequence[ClassRow]
    classes_base: Sequence[ClassRow]


ALL_FIELDS = frozenset({"name", "description", "annotation_types", "classes"})


def differences(wanted: Declaration, project: Project, fields: Collection[str]) -> ProjectChanges:
    """What a request has to say so that the fields become what is declared.

    Args:
        fields: those that may be written. What the program does not declare never is.
    """
    body: ProjectChanges = {}
    if "name" in fields and wanted.name != project.name:
        body["new_name"] = str(wanted.name)
    described = wanted.description is not None and wanted.description != (project.description or "")
    if "description" in fields and described:
        body["description"] = cast(str, wanted.description)  # no longer unknown when it is sent
    if "annotation_types" in fields and isinstance(wanted.annotation_types, tuple):
        live = set(map(canonical_type, project.annotation_types))
        if set(wanted.annotation_types) != live:
            body["annotation_types"] = list(dict.fromkeys(wanted.annotation_types))
    return body


def described(wanted: Declaration, project: Project) -> list[str]:
    """What taking the project over would change, but for its classes: old -> new."""
    body = differences(wanted, project, ALL_FIELDS - {"name"})
    rows = []
    if "description" in body:
        new = body["description"]
        told = "not known yet" if isinstance(new, Unknown) else python_literal(new)
        rows.append(("~ description", f"{python_literal(project.description or '')} -> {told}"))
    if "annotation_types" in body:
        before = ", ".join(map(canonical_type, project.annotation_types))
        rows.append(("~ annotation types", f"{before} -> {', '.join(body['annotation_types'])}"))
    elif isinstance(wanted.annotation_types, Unknown):
        rows.append(("~ annotation types", "not known yet"))
    return table(rows)


def types_in_use(
    wanted: Declaration,
    project: Project,
    classes: Iterable[ClassRow],
    spelling: Spelling = PYTHON,
) -> str | None:
    """Why annotation types cannot be changed to the declared ones; None where they can.

    Args:
        classes: those that the project will have. A type that one of them uses is not dropped:
            what the service would do with its annotations is not known.
    """
    if not isinstance(wanted.annotation_types, tuple):
        return None
    dropped = set(map(canonical_type, project.annotation_types)) - set(wanted.annotation_types)
    users = [
        (cls["name"], type_)
        for cls in classes
        if (type_ := canonical_type(cls.get("type"))) in dropped
    ]
    if not users:
        return None
    kept = {*wanted.annotation_types, *(type_ for _, type_ in users)}
    line = spelling.assign("annotation_types", [t for t in ANNOTATION_TYPES if t in kept])
    name, type_ = users[0]
    others = f" and {len(users) - 1} more" if len(users) > 1 else ""
    return (
        f"project {quoted_if_needed(project.name)}: {spelling.setting('annotation_types')} leaves "
        f"out {type_}, but class "
        f"{quoted_if_needed(str(name))}{others} uses it. Nothing was changed. "
        f"Keep it: {line}"
    )
