"""``pictograph-provider restore``: put saved annotations back."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import Annotated

import typer

from pictograph_provider.cli.errors import UserError
from pictograph_provider.cli.progress import progress
from pictograph_provider.cli.stopped import half_done

STOPPED = (
    "a part may be back. Run it again before the next pulumi up: what was put back is not repeated."
)


def restore(
    receipt: Annotated[
        str,
        typer.Argument(
            metavar="RECEIPT",
            help="Path or URL of the file that ends in .receipt.json, its archive beside it.",
        ),
    ],
    project: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Another project, with the same images, in the same organization."
        ),
    ] = None,
    by_file_name: Annotated[
        bool,
        typer.Option(
            "--by-file-name",
            help="In another project, take images of the same directory and file name for the "
            "same ones.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what it would do, and change nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Put back annotations that were saved before they were removed.

    Uses PICTOGRAPH_API_KEY and PICTOGRAPH_BASE_URL. Classes that are missing are created
    again. Annotations that are there now stay as they are, and running it twice adds nothing.
    The exit status is 1 when something that was saved could not be put back.
    """
    from pictograph_provider.cli.restore_text import report_document, report_lines, spelling_of
    from pictograph_provider.client import Client, ConfigurationError, PictographError
    from pictograph_provider.saving.archive import ArchiveError
    from pictograph_provider.saving.receipt_file import ReceiptError, fetched
    from pictograph_provider.saving.restore import restore as put_back
    from pictograph_provider.saving.target import TargetError

    try:
        with (
            nullcontext() if dry_run else half_done(STOPPED),
            Client() as client,
            fetched(receipt) as path,
            progress("looking at images" if dry_run else "restoring images") as advance,
        ):
            report = put_back(
                client,
                path,
                project=project,
                by_file_name=by_file_name,
                dry_run=dry_run,
                progress=advance,
                spelling=spelling_of,
            )
    except (ReceiptError, TargetError, ConfigurationError) as error:
        raise UserError(str(error)) from error
    except ArchiveError as error:
        raise UserError(f"the archive of {receipt} cannot be read: {error}.") from error
    except PictographError as error:
        raise UserError(f"{error} Run it again: what was put back is not repeated.") from error
    if as_json:
        typer.echo(json.dumps(report_document(report), indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(report_lines(report)))
    if not report.complete:
        raise typer.Exit(1)
