"""The ``pictograph-provider`` command.

One module per command group, added with one line below. A module imports what is heavy inside
its commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from pictograph_provider.cli import (
    adopt,
    catalog,
    doctor,
    emulator,
    list,
    plugin,
    restore,
    review,
)
from pictograph_provider.cli.command import Command
from pictograph_provider.cli.errors import UserError
from pictograph_provider.cli.stopped import stoppable

__all__ = ["app", "main"]

HELP = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="pictograph-provider",
    help="Work with Pictograph projects declared in Pulumi.",
    no_args_is_help=True,
    context_settings=HELP,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command(cls=Command, epilog='Example: pictograph-provider adopt --out signs --match "road-*"')(
    adopt.adopt
)
app.command(cls=Command, epilog="Example: pictograph-provider doctor --stack prod")(doctor.doctor)
app.command("list", cls=Command, epilog="Example: pictograph-provider list --json")(
    list.list_projects
)
app.command(
    cls=Command,
    epilog="Example: pictograph-provider restore saved/road-signs.receipt.json",
    short_help="Put back annotations that were saved.",
)(restore.restore)
app.command(
    cls=Command,
    context_settings={"ignore_unknown_options": True},
    epilog="Example: pictograph-provider review --format markdown --stack prod",
    short_help="Report all that `pulumi up` would destroy.",
)(review.review)
app.add_typer(catalog.app, name="catalog")
app.add_typer(emulator.app, name="emulator")
app.add_typer(plugin.app, name="plugin")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pictograph-provider {version('pictograph-provider')}")
        raise typer.Exit


@app.callback()
def _root(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Work with Pictograph projects declared in Pulumi."""


def main() -> None:
    """Runs the command; exit status 1 for what the user can mend, 2 for a wrong call."""
    try:
        with stoppable():
            app()
    except UserError as error:
        typer.echo(f"pictograph-provider: {error}", err=True)
        raise SystemExit(1) from None
