"""``pictograph-provider plugin``: make the native plugin known to Pulumi, and take it back."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import typer

from pictograph_provider.cli.command import Command
from pictograph_provider.cli.errors import UserError
from pictograph_provider.version import IGNORE_PATH, PLUGIN, __version__

ADVICE = "Install Pulumi first: https://www.pulumi.com/docs/install/"

app = typer.Typer(help="Make the provider known to Pulumi's other languages.", no_args_is_help=True)


@app.command(cls=Command, epilog="Example: pictograph-provider plugin install")
def install() -> None:
    """Install this provider as a plugin of Pulumi.

    Programs in any of its languages can use it then.

    Copies one small script to where Pulumi keeps its plugins. It runs the Python environment
    of this command, so it has to be installed again when that is moved or made again. Python
    programs that import pictograph_provider need no plugin.
    """
    program = Path(sys.executable).with_name(PLUGIN)
    if not program.exists():
        raise UserError(
            f"{program} is not there: this environment was not made by pip. "
            "Run: pip install pictograph-provider"
        )
    _pulumi("plugin", "install", "resource", "pictograph", __version__, "--reinstall",
            "--file", str(program))  # fmt: skip
    typer.echo(f"Installed the plugin pictograph {__version__}. It runs {sys.executable}:")
    typer.echo("when that environment is moved or made again, run this again.")
    if shutil.which(PLUGIN):
        typer.echo(
            "This environment is on PATH, and Pulumi takes the plugin from there first, with a\n"
            f"warning each time. For no warning: export {IGNORE_PATH}=true"
        )


@app.command(cls=Command, epilog="Example: pictograph-provider plugin remove")
def remove() -> None:
    """Take the plugin of this version away.

    Stacks that use it need it back.
    """
    known = _pulumi("plugin", "ls", "--json")
    if not _is_listed(known):
        typer.echo(f"The plugin pictograph {__version__} is not installed: nothing to remove.")
        return
    _pulumi("plugin", "rm", "resource", "pictograph", __version__, "--yes")
    typer.echo(f"Removed the plugin pictograph {__version__}.")


def _is_listed(answer: str) -> bool:
    return any(
        (row.get("name"), row.get("kind"), row.get("version"))
        == ("pictograph", "resource", __version__)
        for row in json.loads(answer)
    )


def _pulumi(*args: str) -> str:
    command = shutil.which("pulumi")
    if command is None:
        raise UserError(f"there is no pulumi command. {ADVICE}")
    done = subprocess.run(
        [command, *args],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).removeprefix("error: ")
        raise UserError(f"pulumi {' '.join(args[:2])} failed: {said}")
    return done.stdout
