"""The program that declares the projects of a column."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from tests.engine.faults.cells import Cell
from tests.engine.faults.kinds import TIMEOUT
from tests.engine.native import properties
from tests.engine.operations import Operation

PROBE = "probe"

RETRIES = 6
"""Of a provider that a cell has to itself: a first pause may be shorter than an outage."""


def python(operation: Operation, what: Sequence[Cell | str], url: str, *, before: bool) -> str:
    """The declarations in Python; the probe has been through the operation once it is not alone."""
    found = [one for one in what if isinstance(one, Cell)]
    lines = [_provider(cell, url) for cell in found if cell.key]
    lines.append(_project(operation, PROBE, None, before=before and not found))
    lines += [_project(operation, cell.name, cell, before=before) for cell in found]
    return "\n".join(lines)


def _provider(cell: Cell, url: str) -> str:
    settings = f"base_url={url!r}, timeout={TIMEOUT}, max_retries={RETRIES}"
    return f'{cell.name}_key = Provider("{cell.name}-key", api_key={cell.key!r}, {settings})'


def _project(operation: Operation, name: str, cell: Cell | None, *, before: bool) -> str:
    given = _arguments(operation, name, cell, before=before)
    if given is None:
        return ""
    arguments = "".join(f", {key}={value!r}" for key, value in given.items())
    provider = cell and cell.provider
    options = f", opts=pulumi.ResourceOptions(provider={provider}_key)" if provider else ""
    return f'Project("{name}"{arguments}{options})'


def yaml(operation: Operation, what: Sequence[Cell | str], url: str, *, before: bool) -> str:
    """The same declarations in YAML, which JSON is as well."""
    found = [one for one in what if isinstance(one, Cell)]
    resources: dict[str, Any] = {}
    for cell in found:
        if cell.key:
            settings = {"baseUrl": url, "timeout": TIMEOUT, "maxRetries": RETRIES}
            given = {"apiKey": {"fn::secret": cell.key}, **settings}
            resources[f"{cell.name}-key"] = {
                "type": "pulumi:providers:pictograph",
                "properties": given,
            }
    probe = _arguments(operation, PROBE, None, before=before and not found)
    declared: list[tuple[str, Cell | None, dict[str, Any] | None]] = [(PROBE, None, probe)]
    declared += [
        (cell.name, cell, _arguments(operation, cell.name, cell, before=before)) for cell in found
    ]
    for name, of, arguments in declared:
        if arguments is None:
            continue
        project: dict[str, Any] = {"type": "pictograph:Project"}
        project["properties"] = properties(arguments)
        if of and of.provider:
            project["options"] = {"provider": f"${{{of.provider}-key}}"}
        resources[name] = project
    return json.dumps({"resources": resources}, indent=2)


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


BODIES: dict[str, Callable[..., str]] = {"dynamic": python, "native": yaml}
"""By shell."""
