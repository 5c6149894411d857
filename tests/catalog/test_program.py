"""A catalog in a program: an error of it ends the program in plain words."""

from __future__ import annotations

from pathlib import Path

import pulumi
import pytest

from pictograph_provider import Catalog


def test_all_that_is_wrong_is_said_without_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "catalog.yaml"
    file.write_text("project: {}\n")
    with pytest.raises(pulumi.RunError) as caught:
        Catalog.load(file)
    first, *rest = str(caught.value).splitlines()
    assert first == "the catalog cannot be used:"
    assert f"{file}:1: projects is missing." in rest
