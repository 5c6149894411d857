"""A pytest fixture for tests that need a Pictograph service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pictograph_provider.emulator.server import Emulator


@pytest.fixture
def pictograph_emulator(tmp_path: Path) -> Iterator[Emulator]:
    """An empty emulator of this test's own, on a real socket, its control plane on."""
    # Imported here: the plugin is loaded in every pytest run of whoever installed the package.
    try:
        from pictograph_provider.emulator.server import Emulator
    except ModuleNotFoundError as error:
        # Failed and not skipped: a pipeline that installs too little must not turn green.
        line = 'pip install "pictograph-provider[emulator]"'
        pytest.fail(
            f"the fixture pictograph_emulator needs {error.name}. Run: {line}", pytrace=False
        )

    with Emulator(tmp_path / "emulator.db", control=True) as emulator:
        yield emulator
