"""``pictograph-provider catalog``: check a catalog, print its JSON Schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pictograph_provider.catalog.resolve import ResolvedEnvironment

app = typer.Typer(help="Check a catalog of projects and environments.", no_args_is_help=True)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="The catalog, such as catalog.yaml.")],
) -> None:
    """Say all that is wrong with a catalog, or what it comes to in each environment.

    Nothing is asked of the service. Exit status 1 when something is wrong.
    """
    from pictograph_provider.catalog.problems import CatalogError
    from pictograph_provider.catalog.reading import read
    from pictograph_provider.catalog.resolve import resolve

    try:
        catalog, _ = read(file)
    except CatalogError as error:
        # As it is: editors and CI logs make links of lines that start with file:line.
        typer.echo(error, err=True)
        raise typer.Exit(1) from None
    for name in catalog.environments:
        typer.echo("\n".join(_summary(resolve(catalog, name))))


@app.command()
def schema() -> None:
    """Print the JSON Schema, for editors that complete and check YAML."""
    from pictograph_provider.catalog import json_schema

    typer.echo(json_schema.text(), nl=False)


def _summary(environment: ResolvedEnvironment) -> list[str]:
    from pictograph_provider.texts import shown, table

    level = environment.level or "as the stack says"
    lines = [f"{environment.name}: class_removal {level}"]
    rows = []
    for project in environment.projects:
        classes = project.arguments.get("classes")
        managed = "classes not managed" if classes is None else _classes(len(classes))
        on_delete = project.arguments.get("on_delete", "delete-if-empty")
        guard = "protected" if project.protect else "not protected"
        rows.append((shown(project.name), managed, f"on_delete {on_delete}, {guard}"))
    return [*lines, *(table(rows) if rows else ["  no projects"])]


def _classes(number: int) -> str:
    return "1 class" if number == 1 else f"{number} classes"
