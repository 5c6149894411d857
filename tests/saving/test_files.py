"""A file is whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pictograph_provider.saving.files import free_stem, written_whole


def test_a_file_has_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with written_whole(path) as file:
        file.write(b"content")
        assert not path.exists()
    assert path.read_bytes() == b"content"
    assert [*tmp_path.iterdir()] == [path]


def test_nothing_is_left_of_a_file_that_failed(tmp_path: Path) -> None:
    def interrupted() -> None:
        with written_whole(tmp_path / "a.zip") as file:
            file.write(b"half of the con")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(os.name == "nt", reason="no such permissions there")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with written_whole(tmp_path / "a.zip"):
        pass
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600


def test_two_at_once_do_not_write_one_file(tmp_path: Path) -> None:
    with (
        written_whole(tmp_path / "a.zip"),
        pytest.raises(FileExistsError),
        written_whole(tmp_path / "a.zip"),
    ):
        pass


@pytest.mark.parametrize("ending", [".zip", ".zip.part", ".receipt.json"])
def test_a_stem_that_is_taken_gets_a_number(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"a[1]{ending}").touch()
    (tmp_path / f"a[1]-2{ending}").touch()
    assert free_stem(tmp_path, "a[1]") == "a[1]-3"
    assert free_stem(tmp_path, "a[2]") == "a[2]"
