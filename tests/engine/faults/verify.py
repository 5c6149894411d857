"""What must hold of every cell, whatever its fault."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from pictograph_provider import Client
from pictograph_provider.emulator.control.requests import LoggedRequest
from pictograph_provider.models import Project
from tests.counting import by_class
from tests.engine.faults.cells import Cell
from tests.engine.faults.errors import unclear
from tests.engine.faults.kinds import DELETED, STALE
from tests.engine.faults.program import PROBE
from tests.engine.operations import LATE
from tests.engine.running import Run
from tests.engine.stack import Stack

STACK = "signs-dev"


def errors(run: Run, cells: Iterable[Cell], others: Mapping[str, list[str]], key: str) -> None:
    """Each error is about a cell, and clear.

    A fault that passes leads to none, and one that lasts to one.
    """
    wrong = []
    for name, texts in others.items():
        if (name, texts) != (STACK, ["update failed"]):
            wrong.append(f"{name}: {texts}")
    for cell in cells:
        if cell.errors and (reason := unclear(cell.errors, key)):
            wrong.append(f"{cell}: {reason}: {cell.errors}")
        if cell.errors and cell.kind.passes and not cell.lasting:
            wrong.append(f"{cell}: the next try would have done: {cell.errors}")
        if cell.lasting and not cell.errors:
            wrong.append(f"{cell}: no error")
    failed = any(cell.errors for cell in cells)
    assert not wrong, "\n".join([*wrong, run.output if not failed else ""])
    run.expect(ok=not failed)


def met(left: Iterable[Mapping[str, Any]], cells: Iterable[Cell]) -> None:
    """Each fault has hit what it was for: a cell whose fault did not come says nothing."""
    by_project = {cell.id or cell.name: cell for cell in cells}
    missed = [str(by_project[fault["project"]]) for fault in left if fault["times"] is not None]
    assert not missed, f"their faults did not come: {missed}"


def once(log: Iterable[LoggedRequest], cells: Iterable[Cell]) -> None:
    """All tries of one write carry one idempotency key, so that it has its effect once."""
    by_name = {name: cell for cell in cells for name in cell.names}
    keys: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for entry in log:
        words = [*unquote(entry.path).split("/"), *re.findall(r'"([^"]+)"', entry.body or "")]
        found = {id(by_name[word]): by_name[word] for word in words if word in by_name}
        if entry.method in ("POST", "PATCH"):
            for cell in found.values():
                if cell.kind is not DELETED:  # that one may have to be created once more
                    key = entry.headers.get("idempotency-key", "none")
                    keys[cell.name, entry.method, entry.path].add(key)
    twice = {one: found for one, found in keys.items() if len(found) > 1 or "none" in found}
    assert not twice, twice


def state(stack: Stack, cells: Iterable[Cell]) -> None:
    """State says what was, or what is; after an error, what was."""
    entries = {
        entry["urn"].rpartition("::")[2]: entry
        for entry in stack.exported()["deployment"]["resources"]
    }
    for cell in cells:
        entry = entries.get(cell.name)
        operation = cell.operation
        expected = operation.before if cell.errors else operation.after
        if expected is None:
            assert entry is None, f"{cell} is in the state: {entry}"
            continue
        if cell.kind is DELETED and not cell.errors and entry is None:
            continue  # it is gone, and the state says so
        assert entry is not None, f"{cell} is not in the state"
        outputs = entry["outputs"]
        names = {cls.name for cls in stack.classes_in(outputs)}
        assert names - {LATE["name"]} == {cls["name"] for cls in expected["classes"]}, str(cell)
        if operation.drifts:  # what somebody added is recorded, unless it could not be seen
            seen = not cell.errors and cell.kind is not STALE
            assert (LATE["name"] in names) == seen, f"{cell}: {names}"
        renamed = operation.renames and not cell.errors
        assert outputs["name"] == (cell.names[1] if renamed else cell.name), f"{cell}: {outputs}"


def nothing_lost(client: Client, cells: Iterable[Cell]) -> None:
    """Where the command failed, the annotations are all there, moved or not."""
    for cell in cells:
        if cell.errors and cell.id and cell.kind is not DELETED and cell.operation.after:
            counts = by_class(client.projects.insights(id=cell.id))
            mine = sum(number for name, number in counts.items() if name != LATE["name"])
            assert mine >= sum(cell.operation.kept.values()), f"{cell}: {counts}"


def service(client: Client, cells: list[Cell]) -> None:
    """In the end the service holds what is declared, once, and what somebody else did."""
    found = defaultdict(list)
    for project in [*client.projects.iter(), *client.projects.iter(archived=True)]:
        found[project.name].append(project)
    operation = cells[0].operation
    if operation.after is None:
        assert not found, f"left over: {sorted(found)}"
        return
    names = [cell.names[1] if operation.renames else cell.name for cell in cells]
    probe = f"{PROBE} renamed" if operation.renames else PROBE
    assert sorted(found) == sorted([probe, *names])
    for cell, name in zip(cells, names, strict=True):
        assert len(found[name]) == 1, f"{cell}: there are {len(found[name])} of it"
        _as_declared(client, cell, found[name][0])


def _as_declared(client: Client, cell: Cell, project: Project) -> None:
    after, gone = cell.operation.after or {}, cell.kind is DELETED
    classes = [cls.fields() for cls in project.classes]
    wanted = [(cls["name"], cls["color"]) for cls in after["classes"]]
    late = cell.somebody_was_there and not gone
    if late:
        wanted.append((LATE["name"], LATE["color"]))
    assert sorted((cls["name"], cls["color"]) for cls in classes) == sorted(wanted), str(cell)
    if "description" in after:
        assert project.description == after["description"], str(cell)
    counts: dict[str, Any] = {} if gone else dict(cell.operation.kept)
    if late and cell.image:
        counts[LATE["name"]] = 2
    live = by_class(client.projects.insights(id=project.id))
    assert live == counts, f"{cell}: {json.dumps(live)} instead of {json.dumps(counts)}"
