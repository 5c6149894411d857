"""``pictograph-provider doctor``: is this set-up sound, and if not, what mends it?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pictograph_provider.doctor import Finding

MARKS = {True: "ok", False: "MEND", None: "-"}
COLORS = {True: typer.colors.GREEN, False: typer.colors.RED, None: typer.colors.YELLOW}


def doctor(
    stack: Annotated[
        str | None,
        typer.Option(
            "--stack", "-s", metavar="STACK", help="Look at this one, not the selected one."
        ),
    ] = None,
    cwd: Annotated[
        Path, typer.Option("--cwd", "-C", metavar="DIR", help="The folder of Pulumi.yaml.")
    ] = Path(),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead of lines.")
    ] = False,
) -> None:
    """Look at the set-up, and say what to mend.

    One line for each part: the engine, where state is kept, the project's Python, the stack, its
    settings, the key (never shown), the address, organization and role, the clock. A Provider
    that the program makes itself is not looked at. Changes nothing.

    Exit status: 0 where all is well, 1 where something is to be mended.
    """
    from pictograph_provider.doctor import examine

    findings = []
    for finding in examine(cwd.resolve(), stack):
        findings.append(finding)
        if not as_json:
            _print(finding)
    sound = not any(finding.ok is False for finding in findings)
    if as_json:
        checks = [asdict(finding) for finding in findings]
        typer.echo(json.dumps({"ok": sound, "checks": checks}, indent=2, ensure_ascii=False))
    raise typer.Exit(0 if sound else 1)


def _print(finding: Finding) -> None:
    mark = typer.style(f"{MARKS[finding.ok]:<4}", fg=COLORS[finding.ok])
    found = finding.found.rstrip(".")
    if finding.mend:
        found += f" {finding.mend}" if found.endswith("?") else f". {finding.mend}"
    typer.echo(f"{mark}  {finding.check:<12}  {found}")
