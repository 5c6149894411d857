"""Types as a user meets them: mypy in its strict mode and pyright, over a program not ours."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CACHE = Path(__file__).parents[2] / ".mypy_cache" / "user"
MYPY = ("mypy", "--strict", f"--cache-dir={CACHE}")
PYRIGHT = ("pyright", "--pythonpath", sys.executable)


def check(folder: Path, *command: str, comments: bool = True) -> subprocess.CompletedProcess[str]:
    """Check the program away from the clone: so it is the installed package and its py.typed."""
    text = Path(__file__).with_name("user_program.py").read_text()
    if not comments:
        text = "\n".join(line.split("  # type: ignore")[0] for line in text.splitlines()) + "\n"
    (folder / "program.py").write_text(text)
    return subprocess.run(
        [sys.executable, "-m", *command, "program.py"],
        cwd=folder,
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("checker", [MYPY, PYRIGHT], ids=["mypy", "pyright"])
def test_a_users_program_is_typed_and_its_mistakes_are_found(
    tmp_path: Path, checker: tuple[str, ...]
) -> None:
    if checker is PYRIGHT and not importlib.util.find_spec("pyright"):
        pytest.skip("pyright is not installed: run make setup")
    if checker is PYRIGHT and not shutil.which("node"):
        pytest.skip("pyright needs Node.js, and there is no node on PATH: install it")
    answer = check(tmp_path, *checker)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    # An ignore that is not needed is reported, so each of them stands for a mistake that is found.
    mistakes = Path(__file__).with_name("user_program.py").read_text().count("# type: ignore[")
    found = check(tmp_path, *checker, comments=False).stdout
    assert found.count(" error: ") == mistakes >= 12, found
