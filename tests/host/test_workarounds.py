"""Each workaround of Pulumi says what it was tried with, and on which condition it can go."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pictograph_provider import host

NONE = {"__init__", "language"}
"""Modules of the room that work around nothing."""

MODULES = [path for path in Path(host.__file__).parent.glob("*.py") if path.stem not in NONE]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_it_names_the_version_and_the_condition(module: Path) -> None:
    said = " ".join((ast.get_docstring(ast.parse(module.read_text())) or "").split())
    assert "Tried with Pulumi 3." in said
    assert "can go when" in said
