"""Types as a user meets them: mypy in its strict mode, over a program that is not ours."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path


def test_a_users_program_is_typed(tmp_path: Path) -> None:
    program = Path(__file__).with_name("user_program.py")
    # Away from the clone, so that what is checked is the installed package and its py.typed.
    shutil.copy(program, tmp_path / "program.py")
    cache = Path(__file__).parents[2] / ".mypy_cache" / "user"
    answer = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", f"--cache-dir={cache}", "program.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
