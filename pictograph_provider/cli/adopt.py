"""``pictograph-provider adopt``: declare what an organization holds already."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from pictograph_provider.cli.errors import UserError

if TYPE_CHECKING:
    from pictograph_provider.adoption import Survey
    from pictograph_provider.models import Organization

WIDTH = 80


def adopt(
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="A folder; no file in it is ever overwritten.")
    ],
    match: Annotated[
        str, typer.Option(metavar="GLOB", help='Only projects of such names, as in "road-*".')
    ] = "*",
    catalog: Annotated[
        str | None,
        typer.Option(
            metavar="STACK", help="Write a catalog with this environment, such as prod, instead."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead of lines.")
    ] = False,
) -> None:
    """Write a program that declares what exists.

    Writes the state to go with it as well, for pulumi import.

    Reads the organization of PICTOGRAPH_API_KEY and changes nothing in it. Archived projects
    are named and left out. Which projects another stack manages already, the service does not
    know: name yours with --match.
    """
    from pictograph_provider.adoption import same_names, survey
    from pictograph_provider.adoption.names import resource_names
    from pictograph_provider.cli.progress import tracked
    from pictograph_provider.client import Client, PictographError
    from pictograph_provider.client.config import BASE_URL, client_config

    try:
        config = client_config()
        with Client.of(config) as client:
            organization = client.organizations.me()
            active = list(tracked(client.projects.iter(), None, "reading projects"))
            archived = list(
                tracked(client.projects.iter(archived=True), None, "reading archived projects")
            )
    except PictographError as error:
        raise UserError(str(error)) from error
    found = survey(active, archived, match, resource_names if catalog is None else same_names)
    if not found.adopted:
        if not as_json:
            _report(organization, found)
        raise UserError(f"nothing to adopt: no active project matches {match!r}. Nothing written.")
    files, found = _contents(organization, found, catalog)
    new_project = not (out / "Pulumi.yaml").exists()
    if new_project:
        files["Pulumi.yaml"] = f"name: {_project_name(out)}\nruntime: python\n"
    _write(out, files)
    url = "" if config.base_url == BASE_URL else config.base_url
    commands = list(_commands(out, catalog or ("dev" if new_project else None), url))
    if as_json:
        document = _document(organization, found, out, files, commands)
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    _report(organization, found)
    *others, last = files
    typer.echo(f"written to {out}: {', '.join(others)} and {last}")
    for line in _next(commands):
        typer.echo(line)


def _contents(
    organization: Organization, found: Survey, stack: str | None
) -> tuple[dict[str, str], Survey]:
    """The files to write, and the survey with what could not be declared in them."""
    from pictograph_provider.adoption import as_catalog, import_document, program
    from pictograph_provider.adoption.catalog import PROGRAM

    if stack is None:
        files = {"__main__.py": program(organization, found.adopted)}
        document = import_document(found.adopted)
    else:
        # A stack may be named with its organization; a program knows it by its last part.
        made = as_catalog(found.adopted, stack.rpartition("/")[2])
        found = replace(found, adopted=made.adopted)
        files = {"catalog.yaml": made.text, "__main__.py": PROGRAM}
        document = import_document(made.adopted, catalog=True)
    files["import.json"] = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return files, found


def _write(folder: Path, files: Mapping[str, str]) -> None:
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise UserError(
            f"{folder} holds {' and '.join(there)} already. Nothing was written. "
            "Name another folder with --out."
        )
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                written.append(folder / name)
                file.write(text)
    except BaseException as error:  # what is half written would stand in the way of the next
        for path in written:
            path.unlink()
        if isinstance(error, OSError):
            raise UserError(
                f"can't write to {folder}: {error.strerror}. Nothing is left."
            ) from error
        raise


def _project_name(folder: Path) -> str:
    """A name for Pulumi.yaml: letters, digits, dashes, dots and underscores."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", folder.resolve().name).strip("-.") or "pictograph"


def _report(organization: Organization, found: Survey) -> None:
    from pictograph_provider.texts import plural, quoted_if_needed

    whose = quoted_if_needed(organization.name or organization.id)
    typer.echo(f"organization {whose}: {plural(len(found.adopted), 'project')} to take over")
    notes = {item.project.name: item.note for item in found.adopted if item.note}
    for mark, rows in (("note", notes), ("left out", found.left_out)):
        for name, text in rows.items():
            line = f"{mark}: {quoted_if_needed(name)}: {quoted_if_needed(text)}"
            typer.echo("\n".join(wrap(line, WIDTH - 2, subsequent_indent="    ")))


def _document(
    organization: Organization,
    found: Survey,
    out: Path,
    files: Mapping[str, str],
    commands: list[str],
) -> dict[str, object]:
    """What was done, as the JSON has it."""
    adopted = [
        {"name": item.project.name, "id": item.project.id, "note": item.note or None}
        for item in found.adopted
    ]
    return {
        "organization": {"id": organization.id, "name": organization.name},
        "adopted": adopted,
        "left_out": dict(found.left_out),
        "folder": str(out),
        "written": list(files),
        "next": commands,
    }


def _commands(out: Path, stack: str | None, base_url: str) -> Iterator[str]:
    from pictograph_provider.texts import shell_word

    folder = str(out)
    yield f"cd {shell_word(f'./{folder}' if folder.startswith('-') else folder)}"
    if stack is not None:
        yield f"pulumi stack select --create {shell_word(stack)}"
        yield "pulumi config set --secret pictograph:apiKey"
        if base_url:
            yield f"pulumi config set pictograph:baseUrl {shell_word(base_url)}"
    yield "pulumi import --file import.json --generate-code=false"
    yield "pulumi preview --expect-no-changes"


def _next(commands: list[str]) -> Iterator[str]:
    yield ""
    yield "Nothing was changed, neither in the service nor in a stack. The service does"
    yield "not know which projects another stack manages already: take those out before"
    yield "you go on, or two stacks will write the same project. Run next:"
    yield ""
    for command in commands:
        yield f"  {command}"
    yield ""
    yield "The preview must show no change. The projects are protected, in the stack"
    yield "and in what was written: Pulumi refuses to delete them. To delete one later,"
    yield "take its protection out and run pulumi up; then remove it. After the import,"
    yield "import.json is not needed any more: delete it."
