"""No file is longer than a reader can take in."""

from __future__ import annotations

from pathlib import Path

CLONE = Path(__file__).parents[1]
FOLDERS = ("benchmarks", "examples", "pictograph_provider", "tests", "tools")
LINES = 250


def test_no_module_is_over_its_length() -> None:
    modules = [path for folder in FOLDERS for path in (CLONE / folder).rglob("*.py")]
    assert CLONE / "pictograph_provider" / "project.py" in modules
    lengths = {
        str(path.relative_to(CLONE)): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules
        if not {".venv", "node_modules"} & {*path.parts}
    }
    assert {path: length for path, length in lengths.items() if length > LINES} == {}
