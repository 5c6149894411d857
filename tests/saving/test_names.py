"""Any name of a project or class becomes part of a file name that every system takes."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictograph_provider.saving.files import file_stem, safe

NOON = datetime(2026, 1, 2, 12, 0, 5, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("road-signs", "road-signs"),
        ("speed limit 30", "speed_limit_30"),
        ("a/b\\c", "a_b_c"),
        ("../..", "_____"),
        (".hidden", "_hidden"),
        ("50%", "50_"),
        ("Überholverbot", "Überholverbot"),
        ("一時停止", "一時停止"),
        ("🛑", "_"),
        ("line\nbreak", "line_break"),
        ("\ud800", "_"),
        ("", "_"),
    ],
)
def test_a_name_keeps_its_letters_and_digits(name: str, becomes: str) -> None:
    assert safe(name, 80) == becomes


def test_a_name_is_cut_between_two_characters() -> None:
    assert safe("停" * 100, 80) == "停" * 26


def test_the_stem_names_project_classes_and_time() -> None:
    stem = file_stem("road-signs", ["merge", "speed limit"], NOON)
    assert stem == "road-signs.merge+speed_limit.20260102T120005Z"


def test_many_classes_are_counted_instead() -> None:
    assert ".a+b+c+and-9-more." in file_stem("p", [*"abcdefghijkl"], NOON)


def test_a_whole_project_is_called_so() -> None:
    assert file_stem("p", None, NOON) == "p.whole-project.20260102T120005Z"


@given(st.text(), st.lists(st.text()))
def test_every_file_name_fits_every_file_system(project: str, classes: list[str]) -> None:
    name = file_stem(project, classes or None, NOON) + ".archived-images.json.part"
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|\0')
