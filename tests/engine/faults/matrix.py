"""The matrix: run a column of it, and print what came of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pictograph_provider.emulator.server import Emulator
from tests.engine.faults.cells import Cell
from tests.engine.faults.column import Column
from tests.engine.faults.operations import Operation
from tests.engine.stack import Stack
from tools.engine import Engine


def column(
    engine: Engine, root: Path, operation: Operation, *, thorough: bool = False
) -> list[Cell]:
    """Run an operation under all its faults, on an emulator and a stack of its own."""
    root.mkdir(parents=True)
    with Emulator(root / "emulator.db", control=True) as emulator:
        stack = Stack.start(engine, root / "stack", emulator.url, emulator.key)
        with stack.client:
            return Column(stack, emulator, operation).run(thorough=thorough)


def printed(cells: list[Cell]) -> str:
    """A row for each fault, a column for each operation, and the errors below."""
    columns = list(dict.fromkeys(cell.operation.name for cell in cells))
    rows = list(dict.fromkeys((cell.kind.name, cell.lasting) for cell in cells))
    rows.sort(key=lambda row: row[1])
    table = [["fault", *columns]]
    for name, lasting in rows:
        row = [f"{name}, lasting" if lasting else name]
        for operation in columns:
            words = Counter(
                cell.outcome
                for cell in cells
                if (cell.kind.name, cell.lasting, cell.operation.name) == (name, lasting, operation)
            )
            row.append("; ".join(f"{word} x{n}" for word, n in words.items()))
        table.append(row)
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in table]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*lines, "", *_errors(cells), ""])


def _errors(cells: list[Cell]) -> list[str]:
    lines = []
    for cell in cells:
        if cell.errors:
            lines += [f"{cell}: {cell.outcome}", *(f"    {text}" for text in cell.errors)]
    return lines
