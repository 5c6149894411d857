"""How a test changes a program between two commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.engine.python import write_program

RUN = "import runpy; runpy.run_path('.', run_name='__main__')"
"""As the engine runs a program."""


def test_a_program_that_is_replaced_at_once_runs_as_it_is_now(tmp_path: Path) -> None:
    for number in "12345":
        write_program(tmp_path / "__main__.py", f"print({number})")
        command = [sys.executable, "-c", RUN]
        said = subprocess.run(
            command, cwd=tmp_path, env={}, capture_output=True, text=True, check=True
        )
        assert said.stdout.strip() == number
