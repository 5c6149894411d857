"""``pictograph-provider restore``: put saved annotations back."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pictograph_provider.cli.errors import UserError

QUIET = 5.0
"""Seconds between two words on how it is getting on."""


def restore(
    receipt: Annotated[
        Path, typer.Argument(help="The file that ends in .receipt.json, its archive beside it.")
    ],
    project: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Another project, with the same images, in the same organisation."
        ),
    ] = None,
) -> None:
    """Put back annotations that were saved before they were removed.

    Uses PICTOGRAPH_API_KEY and PICTOGRAPH_BASE_URL. Classes that are missing are created
    again. Annotations that are there now stay as they are, and running it twice adds nothing.
    The exit status is 1 when something that was saved could not be put back.
    """
    from pictograph_provider.client import Client, ConfigurationError, PictographError
    from pictograph_provider.saving.archive import ArchiveError
    from pictograph_provider.saving.receipt_file import ReceiptError
    from pictograph_provider.saving.restore import restore as put_back
    from pictograph_provider.saving.target import TargetError
    from pictograph_provider.saving.words import report_lines

    try:
        with Client() as client:
            report = put_back(client, receipt, project=project, tell=_now_and_then())
    except (ReceiptError, TargetError, ConfigurationError) as error:
        raise UserError(str(error)) from error
    except ArchiveError as error:
        raise UserError(f"the archive of {receipt} cannot be read: {error}.") from error
    except PictographError as error:
        raise UserError(f"{error} Run it again: what was put back is not repeated.") from error
    for line in report_lines(report):
        typer.echo(line)
    if not report.complete:
        raise typer.Exit(1)


def _now_and_then() -> Callable[[str], None]:
    last = time.monotonic()

    def tell(text: str) -> None:
        nonlocal last
        if time.monotonic() - last >= QUIET:
            last = time.monotonic()
            typer.echo(f"restoring: {text}", err=True)

    return tell
