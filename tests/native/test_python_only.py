"""No text of the core is written as only a Python program is."""

from __future__ import annotations

from tests.native.python_only import PYTHON_ONLY
from tools.messages import PACKAGE, ROOT, messages

OF_PYTHON = {
    "state/class_map.py": "the list that a Python program declares",
    "state/class_shapes.py": "what a transform of a Python program may write",
    "review/report.py": "what the fields of the report are, in its schema",
    "saving/target.py": "what the command restore says",
}


ROOMS = ("guard", "lifecycle", "native", "plan", "review", "saving", "settings", "state", "client")


def test_no_text_in_the_code_of_the_core_is_written_as_only_python_is() -> None:
    found = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        name = path.relative_to(ROOT / PACKAGE).as_posix()
        if name.startswith(ROOMS):
            wrong = [text for text in messages(path) if PYTHON_ONLY.search(text)]
            if wrong and name not in OF_PYTHON:
                found[name] = wrong
    assert found == {}
