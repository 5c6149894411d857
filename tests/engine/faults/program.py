"""The program that declares the projects of a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.engine.faults.cells import Cell
from tests.engine.faults.kinds import TIMEOUT
from tests.engine.faults.operations import Operation

PROBE = "probe"


def body(operation: Operation, what: Sequence[Cell | str], url: str, *, before: bool) -> str:
    """The declarations; the probe has been through the operation once it is not alone."""
    lines = []
    if PROBE not in what:
        lines += _project(operation, PROBE, None, url, before=False)
    for one in what:
        cell = one if isinstance(one, Cell) else None
        lines += _project(operation, cell.name if cell else PROBE, cell, url, before=before)
    return "\n".join(lines)


def _project(
    operation: Operation, name: str, cell: Cell | None, url: str, *, before: bool
) -> list[str]:
    given: dict[str, Any] | None = _arguments(operation, name, cell, before=before)
    lines = []
    options = ""
    if cell and cell.key:
        retries = f"max_retries={cell.kind.retries}"
        settings = f"api_key={cell.key!r}, base_url={url!r}, timeout={TIMEOUT}, {retries}"
        lines.append(f'{name}_key = Provider("{name}-key", {settings})')
        options = f", opts=pulumi.ResourceOptions(provider={name}_key)"
    if given is not None:
        arguments = "".join(f", {key}={value!r}" for key, value in given.items())
        lines.append(f'Project("{name}"{arguments}{options})')
    return lines


def _arguments(
    operation: Operation, name: str, cell: Cell | None, *, before: bool
) -> dict[str, Any] | None:
    arguments = operation.before if before else operation.after
    if arguments is None:
        return None
    given = dict(arguments)
    if operation.renames and not before:
        given["name"] = f"{name} renamed"
    if cell and cell.followed == "adopt":
        given["adopt"] = True
    return given
