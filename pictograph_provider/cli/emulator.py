"""``pictograph-provider emulator``: a Pictograph service on this machine."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pictograph_provider.cli.command import Command
from pictograph_provider.cli.errors import UserError
from pictograph_provider.cli.stopped import half_done

if TYPE_CHECKING:
    from pictograph_provider.emulator.server import Emulator

app = typer.Typer(help="Run a Pictograph service on this machine.", no_args_is_help=True)


@app.command(
    cls=Command, epilog="Example: pictograph-provider emulator serve --db emulator.db --port 8700"
)
def serve(
    db: Annotated[
        Path,
        typer.Option(
            metavar="FILE", help="The file that keeps everything. It is made, its folder is not."
        ),
    ] = Path("pictograph-emulator.db"),
    port: Annotated[
        int, typer.Option(metavar="PORT", help="0 takes a free one.", min=0, max=65535)
    ] = 0,
    control: Annotated[
        bool, typer.Option("--control", help="Serve /_emulator/ too: faults, keys, the clock.")
    ] = False,
    ready_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write url, key, organization_id and pid here as JSON, once it listens.",
        ),
    ] = None,
) -> None:
    """Serve until Ctrl+C or SIGTERM.

    Prints two lines: the URL, and the API key of an owner. On a terminal, it says what they are
    and what to do with them. A browser shows the console at the URL.
    """
    from sqlite3 import DatabaseError

    from pictograph_provider.emulator.server import Emulator

    if not db.parent.is_dir():
        # It would be easy to make, and hard to notice that a letter is wrong.
        raise UserError(
            f"can't open {db}: there is no folder {db.parent}; make it, or correct --db"
        )
    try:
        emulator = Emulator(db, port=port, control=control)
    except OSError as error:
        what = f"open {db}" if error.filename else f"listen on port {port}"
        raise UserError(f"can't {what}: {error.strerror}") from error
    except DatabaseError as error:
        raise UserError(f"can't use {db}: {error}") from error

    def ready() -> None:
        typer.echo("\n".join(_explained(emulator, db) if sys.stdout.isatty() else _said(emulator)))
        if ready_file is not None:
            _write_ready_file(ready_file, emulator)

    emulator.serve(ready)


@app.command(
    cls=Command,
    epilog="Example: pictograph-provider emulator seed road-signs stop_sign=40 --images 24",
)
def seed(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="Its name or id.")],
    more: Annotated[
        list[str] | None, typer.Argument(metavar="CLASS=COUNT", help="The same as --annotations.")
    ] = None,
    images: Annotated[
        int, typer.Option(metavar="COUNT", help="How many images it is to have.", min=0)
    ] = 10,
    annotations: Annotated[
        list[str] | None,
        typer.Option(metavar="CLASS=COUNT", help="How many annotations of a class it is to have."),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            "--url",
            metavar="URL",
            envvar="PICTOGRAPH_BASE_URL",
            help="The emulator's address.",
        ),
    ] = None,
    api_key: Annotated[
        str | None,
        typer.Option(
            "--api-key",
            "--key",
            metavar="KEY",
            envvar="PICTOGRAPH_API_KEY",
            help="The key that it printed.",
        ),
    ] = None,
) -> None:
    """Fill a project with images and annotations.

    What is missing is added, spread over the images; a second time adds nothing.
    """
    from pictograph_provider.client.config import client_config
    from pictograph_provider.client.errors import PictographError
    from pictograph_provider.emulator.seeding import SeedingError
    from pictograph_provider.emulator.seeding import seed as fill
    from pictograph_provider.texts import plural

    if not base_url:
        # Without an address the client would go to the live service.
        raise UserError("say which emulator: --base-url, or PICTOGRAPH_BASE_URL")
    counts = dict(_count(pair) for pair in [*(annotations or ()), *(more or ())])
    try:
        with half_done("a part is there. Run it again: it adds what is missing."):
            added = fill(client_config(api_key, base_url), project, images, counts)
    except (PictographError, SeedingError) as error:
        raise UserError(str(error)) from error
    typer.echo(
        f"{project}: {plural(added.images, 'image')} and"
        f" {plural(added.annotations, 'annotation')} added"
    )


def _said(emulator: Emulator) -> list[str]:
    """What a script reads; it stays these two lines."""
    return [emulator.url, emulator.key]


def _explained(emulator: Emulator, db: Path) -> list[str]:
    """What a person reads."""
    return [
        f"address  {emulator.url}",
        f"API key  {emulator.key}",
        f"console  {emulator.url}/  (open it in a browser)",
        f"file     {db.absolute()}",
        "",
        "In another terminal, paste these lines, and programs use this emulator:",
        "",
        f"  export PICTOGRAPH_BASE_URL={emulator.url}",
        f"  export PICTOGRAPH_API_KEY={emulator.key}",
        "",
        "Ctrl+C ends it.",
    ]


def _count(pair: str) -> tuple[str, int]:
    name, _, count = pair.rpartition("=")
    if not name or not count.isdecimal():
        raise typer.BadParameter(f"{pair!r} is not of the form CLASS=COUNT")
    return name, int(count)


def _write_ready_file(path: Path, emulator: Emulator) -> None:
    """Whole or not at all: a script may be waiting for the file to appear."""
    content = {
        "url": emulator.url,
        "key": emulator.key,
        "organization_id": emulator.organization_id,
        "pid": os.getpid(),
    }
    # mkstemp makes the file readable for its owner alone: it holds a key.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file)
    Path(draft).replace(path)
