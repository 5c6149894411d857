"""The program that declares the projects of a column."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.engine.faults.cells import Cell
from tests.engine.faults.kinds import TIMEOUT
from tests.engine.native import properties
from tests.engine.operations import Operation

PROBE = "probe"

RETRIES = 6
"""Of a provider that a cell has to itself: a first pause may be shorter than an outage."""


def python(operation: Operation, what: Sequence[Cell | str], url: str, *, before: bool) -> str:
    """The declarations in Python."""
    settings = f"base_url={url!r}, timeout={TIMEOUT}, max_retries={RETRIES}"
    lines = [
        f'{cell.name}_key = Provider("{cell.name}-key", api_key={cell.key!r}, {settings})'
        for cell in _cells(what)
        if cell.key
    ]
    for name, given, provider in _projects(operation, what, before=before):
        arguments = "".join(f", {key}={value!r}" for key, value in given.items())
        options = f", opts=pulumi.ResourceOptions(provider={provider}_key)" if provider else ""
        lines.append(f'Project("{name}"{arguments}{options})')
    return "\n".join(lines)


def yaml(operation: Operation, what: Sequence[Cell | str], url: str, *, before: bool) -> str:
    """The same declarations in YAML, which JSON is as well."""
    resources: dict[str, Any] = {}
    settings = {"baseUrl": url, "timeout": TIMEOUT, "maxRetries": RETRIES}
    for cell in _cells(what):
        if cell.key:
            given = {"apiKey": {"fn::secret": cell.key}, **settings}
            provider = {"type": "pulumi:providers:pictograph", "properties": given}
            resources[f"{cell.name}-key"] = provider
    for name, arguments, of in _projects(operation, what, before=before):
        project: dict[str, Any] = {"type": "pictograph:Project"}
        project["properties"] = properties(arguments)
        if of:
            project["options"] = {"provider": f"${{{of}-key}}"}
        resources[name] = project
    return json.dumps({"resources": resources}, indent=2)


def _cells(what: Sequence[Cell | str]) -> list[Cell]:
    return [one for one in what if isinstance(one, Cell)]


def _projects(
    operation: Operation, what: Sequence[Cell | str], *, before: bool
) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    """Each project's name, arguments, and whose provider it uses.

    The probe is one of them; where it is not alone, it has been through the operation.
    """
    cells = _cells(what)
    for cell in (None, *cells):
        old = before and (cell is not None or not cells)
        arguments = operation.before if old else operation.after
        if arguments is None:
            continue
        name = cell.name if cell else PROBE
        given = dict(arguments)
        if operation.renames and not old:
            given["name"] = f"{name} renamed"
        if cell and cell.followed == "adopt":
            given["adopt"] = True
        yield name, given, cell.provider if cell else None


BODIES: dict[str, Callable[..., str]] = {"dynamic": python, "native": yaml}
"""By shell."""
