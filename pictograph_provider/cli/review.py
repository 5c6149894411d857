"""``pictograph-provider review``: what a preview would destroy, counted in the live service."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pictograph_provider.review.preview import Preview
    from pictograph_provider.review.report import Report

FAILED = 2
"""Exit status where the review could not be made, or is not complete."""


class Format(str, enum.Enum):
    """How the report is written."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"


class FailOn(str, enum.Enum):
    """What gives exit status 1."""

    DESTRUCTIVE = "destructive"
    ANY = "any"
    NEVER = "never"


def review(
    args: Annotated[
        list[str] | None,
        typer.Argument(metavar="[-- ARGS]", help="For pulumi preview, such as --stack prod."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help="Read a preview instead of making one."),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to write the report.")] = (
        Format.TABLE
    ),
    fail_on: Annotated[
        FailOn, typer.Option(help="Which changes give exit status 1.")
    ] = FailOn.DESTRUCTIVE,
) -> None:
    """Report all that `pulumi up` would destroy, with live counts. Changes nothing.

    Runs `pulumi preview` in the current directory. Exit status 1 where a change destroys, tries
    to, or may, and where `pulumi up` would fail; 2 where the report is not complete.
    """
    from pictograph_provider.client import Client
    from pictograph_provider.review.build import review as make
    from pictograph_provider.review.engine import connection, projects_in_state, stack_of
    from pictograph_provider.review.preview import PreviewError

    try:
        preview = _preview(file, args or [])
    except PreviewError as error:
        typer.echo(f"pictograph-provider: {error}", err=True)
        raise typer.Exit(FAILED) from None
    selection = stack_of(preview, None if file else args or [])
    report = make(
        preview,
        lambda: Client.of(connection(preview, selection)),
        lambda: projects_in_state(selection),
    )
    _print(report, format_)
    raise typer.Exit(status(report, fail_on))


def status(report: Report, fail_on: FailOn) -> int:
    """The exit status that a report gives."""
    if not report.complete:
        return FAILED
    if fail_on is FailOn.ANY:
        return int(bool(report.changes))
    # An up that is refused cannot succeed, even where it is refused so that nothing is lost.
    stops = any(change.destructive or change.verdict == "refused" for change in report.changes)
    return int(fail_on is FailOn.DESTRUCTIVE and stops)


def _preview(file: str | None, args: list[str]) -> Preview:
    from pictograph_provider.review.engine import run_preview
    from pictograph_provider.review.preview import PreviewError, read_preview

    if file is None:
        return run_preview(args)
    if args:
        raise PreviewError("--from reads a preview that is made already: leave the arguments out.")
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        return read_preview(text)
    except OSError as error:
        raise PreviewError(f"can't read {file}: {error.strerror}") from None
    except (PreviewError, UnicodeError) as error:
        raise PreviewError(f"{file} holds no preview: {error}") from None


def _print(report: Report, format_: Format) -> None:
    if format_ is Format.JSON:
        typer.echo(report.model_dump_json(indent=2))
    elif format_ is Format.MARKDOWN:
        from pictograph_provider.review.markdown import markdown

        typer.echo(markdown(report), nl=False)
    else:
        from rich.console import Console

        from pictograph_provider.review.terminal import show

        show(report, Console())
