"""``pictograph-provider catalog``: check a catalog, print its JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pictograph_provider.cli.command import Command

if TYPE_CHECKING:
    from pictograph_provider.catalog.resolve import ResolvedEnvironment

app = typer.Typer(help="Check a catalog of projects and environments.", no_args_is_help=True)


@app.command(cls=Command, epilog="Example: pictograph-provider catalog check catalog.yaml --json")
def check(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The catalog, such as catalog.yaml.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead of lines.")
    ] = False,
) -> None:
    """Say what is wrong with a catalog.

    Where nothing is, say what it comes to in each environment.

    Nothing is asked of the service. Exit status 1 when something is wrong.
    """
    from pictograph_provider.catalog.problems import CatalogError
    from pictograph_provider.catalog.reading import read
    from pictograph_provider.catalog.resolve import resolve

    try:
        catalog, _ = read(file)
    except CatalogError as error:
        if as_json:
            typer.echo(_json({"ok": False, "problems": str(error).splitlines()}))
            raise typer.Exit(1) from None
        # As it is: editors and CI logs make links of lines that start with file:line.
        typer.echo(error, err=True)
        raise typer.Exit(1) from None
    if as_json:
        environments = [_described(resolve(catalog, name)) for name in catalog.environments]
        typer.echo(_json({"ok": True, "environments": environments}))
        return
    for name in catalog.environments:
        typer.echo("\n".join(_summary(resolve(catalog, name))))


@app.command(
    cls=Command, epilog="Example: pictograph-provider catalog schema > catalog.schema.json"
)
def schema() -> None:
    """Print the JSON Schema of a catalog.

    For editors that complete and check YAML.
    """
    from pictograph_provider.catalog import json_schema

    typer.echo(json_schema.text(), nl=False)


def _json(document: dict[str, object]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False)


def _described(environment: ResolvedEnvironment) -> dict[str, object]:
    """An environment as the JSON has it; `classes` is null where they are not managed."""
    projects = [
        {"name": project.name, "protect": project.protect, "classes": None, **project.arguments}
        for project in environment.projects
    ]
    return {"name": environment.name, "class_removal": environment.level, "projects": projects}


def _summary(environment: ResolvedEnvironment) -> list[str]:
    from pictograph_provider.texts import plural, quoted_if_needed, table

    level = environment.level or "as the stack says"
    lines = [f"{environment.name}: class_removal {level}"]
    rows = []
    for project in environment.projects:
        classes = project.arguments.get("classes")
        managed = "classes not managed" if classes is None else plural(len(classes), "class")
        on_delete = project.arguments.get("on_delete", "delete-if-empty")
        guard = "protected" if project.protect else "not protected"
        if project.arguments.get("require_save"):
            guard += ", require_save"
        rows.append((quoted_if_needed(project.name), managed, f"on_delete {on_delete}, {guard}"))
    return [*lines, *(table(rows) if rows else ["  no projects"])]
