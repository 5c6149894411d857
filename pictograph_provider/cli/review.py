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
    HTML = "html"
    JSON = "json"


SUFFIXES = {
    ".txt": Format.TABLE,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".json": Format.JSON,
}
"""The format of a file, by the end of its name."""


class FailOn(str, enum.Enum):
    """What gives exit status 1."""

    DESTRUCTIVE = "destructive"
    ANY = "any"
    NEVER = "never"


def review(
    args: Annotated[
        list[str] | None,
        typer.Argument(metavar="PULUMI_ARGS", help="For pulumi preview, such as --stack prod."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help="Read a preview instead of making one."),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print the report.")] = (
        Format.TABLE
    ),
    output: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Write the report to a file as well, by its ending: .html, .md, .json or .txt. "
            "May be given several times.",
        ),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="Which changes give exit status 1.")
    ] = FailOn.DESTRUCTIVE,
) -> None:
    """Report all that `pulumi up` would destroy, with live counts. Changes nothing.

    Runs `pulumi preview` in the current directory; options that are not listed here are for it.
    Exit status 1 where a change destroys, tries to, or may, and where `pulumi up` would fail; 2
    where the report is not complete.
    """
    from pictograph_provider.cli.progress import progress
    from pictograph_provider.client import Client
    from pictograph_provider.review.build import review as make
    from pictograph_provider.review.engine import connection, projects_in_state, stack_of
    from pictograph_provider.review.preview import PreviewError

    given = [arg for arg in args or [] if arg != "--"]
    if "--json" in given:  # pulumi would take it, and the report would still be a table
        raise typer.BadParameter(
            "for the report as JSON, write --format json.", param_hint="--json"
        )
    outputs = [(path, _format_of(path)) for path in output or []]
    try:
        with progress("making the preview", lines=False):
            preview = _preview(file, given)
        selection = stack_of(preview, None if file else given)
        with progress("counting projects", lines=False) as advance:
            report = make(
                preview,
                lambda: Client.of(connection(preview, selection)),
                lambda: projects_in_state(selection),
                advance,
            )
    except PreviewError as error:
        typer.echo(f"pictograph-provider: {error}", err=True)
        raise typer.Exit(FAILED) from None
    _print(report, format_)
    for path, kind in outputs:
        _write(path, report, kind)
    raise typer.Exit(status(report, fail_on))


def _format_of(path: Path) -> Format:
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        endings = ", ".join(SUFFIXES)
        raise typer.BadParameter(
            f"{path}: the ending of the name says the format, and must be one of {endings}.",
            param_hint="--output",
        )
    return found


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
        return read_preview(text, Path())
    except OSError as error:
        raise PreviewError(f"can't read {file}: {error.strerror}") from None
    except (PreviewError, UnicodeError) as error:
        raise PreviewError(f"{file} holds no preview: {error}") from None


def _print(report: Report, format_: Format) -> None:
    if format_ is Format.TABLE:
        from rich.console import Console

        from pictograph_provider.review.terminal import show

        show(report, Console())
    else:
        typer.echo(_text(report, format_), nl=False)


def _write(path: Path, report: Report, format_: Format) -> None:
    try:
        path.write_text(_text(report, format_), encoding="utf-8", newline="\n")
    except OSError as error:
        typer.echo(f"pictograph-provider: can't write {path}: {error.strerror}", err=True)
        raise typer.Exit(FAILED) from None


def _text(report: Report, format_: Format) -> str:
    if format_ is Format.JSON:
        return report.model_dump_json(indent=2) + "\n"
    if format_ is Format.MARKDOWN:
        from pictograph_provider.review.markdown import markdown

        return markdown(report)
    if format_ is Format.HTML:
        from pictograph_provider.review.html import html

        return html(report)
    from io import StringIO

    from rich.console import Console

    from pictograph_provider.review.terminal import show

    file = StringIO()
    show(report, Console(file=file, width=80))
    return file.getvalue()
