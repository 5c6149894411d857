"""``pictograph-provider list``: the projects of an organization, with what they hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from pictograph_provider.cli.errors import UserError

if TYPE_CHECKING:
    from pictograph_provider.client import Client
    from pictograph_provider.models import Insights, Project

AT_ONCE = 4
"""Requests at the same time: statistics are one request for each project."""


def list_projects(
    archived: Annotated[
        bool, typer.Option("--archived", help="The archived projects instead of the others.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead of a table.")
    ] = False,
) -> None:
    """Show the projects, their classes, and what they hold.

    All projects of the organization of PICTOGRAPH_API_KEY are shown, and nothing is changed.
    Annotations of archived images are not counted. A figure that the service does not give is
    shown as "?".
    """
    from pictograph_provider.cli.progress import tracked
    from pictograph_provider.client import Client, PictographError

    try:
        with Client() as client, ThreadPoolExecutor(AT_ONCE) as pool:
            organization = client.organizations.me()
            projects = list(client.projects.iter(archived=archived))
            counting = pool.map(lambda project: _described(client, project), projects)
            rows = list(tracked(counting, len(projects), "counting"))
    except PictographError as error:
        raise UserError(str(error)) from error
    if as_json:
        whose = {"id": organization.id, "name": organization.name}
        document = {"organization": whose, "projects": rows}
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    for line in _lines(organization.name or organization.id, rows, archived):
        typer.echo(line)


class _ClassRow(TypedDict):
    name: str
    type: str | None
    color: str | None
    annotations: int | None


class _Row(TypedDict):
    name: str
    id: str
    archived: bool | None
    images: int | None
    archived_images: int | None
    annotations: int | None
    classes: list[_ClassRow]


def _described(client: Client, project: Project) -> _Row:
    """A project as the JSON has it; None for what the service did not say."""
    insights = client.projects.insights(id=project.id)
    counts = _counts(insights)
    from pictograph_provider.classes import canonical_type

    return {
        "name": project.name,
        "id": project.id,
        "archived": project.is_archived,
        "images": project.image_count,
        "archived_images": project.archived_image_count,
        "annotations": insights.total_annotations,
        "classes": [
            {
                "name": item.name,
                "type": item.type and canonical_type(item.type),
                "color": item.color,
                "annotations": None if counts is None else counts.get(str(item.name), 0),
            }
            for item in project.classes
        ],
    }


def _counts(insights: Insights) -> Mapping[str, int] | None:
    """Annotations by class. A class that is absent has none only if the others are all there."""
    given = insights.class_annotation_counts or {}
    counts = {name: count for name, count in given.items() if count is not None}
    whole = insights.class_annotation_counts is not None and len(counts) == len(given)
    return counts if whole and sum(counts.values()) == insights.total_annotations else None


def _lines(whose: str, rows: list[_Row], archived: bool) -> list[str]:
    from pictograph_provider.texts import quoted_if_needed, table

    kind = "archived project" if archived else "project"
    lines = [f"organization {quoted_if_needed(whose)}: {_figure(len(rows), kind)}"]
    for row in rows:
        figures = [_figure(row["images"], "image"), _figure(row["annotations"], "annotation")]
        if row["archived_images"] != 0:
            figures.insert(1, _figure(row["archived_images"], "archived image"))
        lines.append(f"{quoted_if_needed(row['name'])}: {', '.join(figures)}")
        cells = [
            (
                quoted_if_needed(item["name"]),
                item["type"] or "?",
                item["color"] or "?",
                _figure(item["annotations"], "annotation"),
            )
            for item in row["classes"]
        ]
        lines += table(cells) if cells else ["  no classes"]
    return lines


def _figure(number: int | None, thing: str) -> str:
    from pictograph_provider.texts import plural

    return plural(number, thing, unknown="?")
