"""Every fault at every operation, and with --thorough at every request of it."""

from __future__ import annotations

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.faults.column import Column
from tests.engine.faults.kinds import DELETED, KINDS
from tests.engine.gate import HOOK
from tests.engine.operations import COLUMNS, Operation
from tests.engine.shells import SHELLS
from tests.engine.stack import Stack


@pytest.mark.parametrize("shell", SHELLS, indirect=True)
@pytest.mark.parametrize("operation", COLUMNS, ids=lambda operation: operation.name)
def test_whatever_fails_the_operation_is_done_once_and_nothing_is_lost(
    stack: Stack,
    pictograph_emulator: Emulator,
    operation: Operation,
    thorough: bool,
) -> None:
    stack.env |= {"PYTHONPATH": str(HOOK), "TEST_ONE_BY_ONE": "1"}
    cells = Column(stack, pictograph_emulator, operation).run(thorough=thorough)
    # Where there is nothing to write, to read or to delete, some faults have no place.
    absent = [kind for kind in KINDS if kind not in [cell.kind for cell in cells]]
    assert all(kind.hits in ("writes", "reads") or kind is DELETED for kind in absent)
    assert any(cell.errors for cell in cells)
