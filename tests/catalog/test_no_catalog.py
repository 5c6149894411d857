"""Files that are no catalog at all, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pictograph_provider.catalog.problems import CatalogError
from pictograph_provider.catalog.reading import read
from tests.catalog.test_reading import said


@pytest.mark.parametrize("text", ["", "[]", "signs", "# nothing yet\n"])
def test_what_is_no_catalog_at_all_is_told_what_one_is(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text) == [
        "catalog.yaml:1: this is not a catalog: one starts with projects: and environments:."
    ]


def test_a_file_that_refers_to_itself_is_no_endless_loop(tmp_path: Path) -> None:
    text = "--- &loop\nprojects: *loop\nenvironments: {dev: {}}\n"
    assert said(tmp_path, text) == ["catalog.yaml:2: this refers to what it is a part of"]


def test_a_file_that_is_not_there_is_said_with_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CatalogError, match=r"catalog.yaml: No such file") as caught:
        read("catalog.yaml")
    assert str(tmp_path) in str(caught.value)


def test_a_file_that_is_not_utf_8_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"projects:\n  signs: {description: \xe9}\n")
    with pytest.raises(CatalogError, match=r"latin.yaml:2: this is not UTF-8"):
        read(tmp_path / "latin.yaml")
