"""Which places annotations can be saved to, and what is said of the others."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from pictograph_provider.saving import places
from pictograph_provider.saving.places import folder, is_bucket, place_problem


@pytest.mark.parametrize(
    "place", ["s3://bucket", "s3://bucket/a/b", "gs://bucket/a", "az://container/a"]
)
def test_a_bucket_is_a_place(place: str) -> None:
    assert place_problem(place, "save_before_removal") is None
    assert is_bucket(place)


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("/srv/saved", "/srv/saved"),
        ("file:///srv/saved", "/srv/saved"),
        ("file:///srv/two%20words", "/srv/two words"),
        ("saved", f"{Path.cwd()}/saved"),
        ("notes:/2026", f"{Path.cwd()}/notes:/2026"),
        (r"C:\saved", rf"{Path.cwd()}/C:\saved"),
    ],
)
def test_a_path_or_a_file_url_is_a_folder(place: str, path: str) -> None:
    assert place_problem(place, "save_before_removal") is None
    assert not is_bucket(place)
    assert folder(place) == Path(path)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("ftp://host/a", "begins with ftp:, and known are s3://, gs://, az://, file://."),
        ("s3:/bucket/a", "begins with s3: and no //: write it like s3://bucket/folder."),
        ("s3:///a", "names no bucket: write it like s3://bucket/folder."),
        ("file://server/a", "names the host server: write file:///folder."),
    ],
)
def test_another_url_is_refused_with_the_way_to_write_it(place: str, said: str) -> None:
    assert said in (place_problem(place, "save_before_removal") or "")


@pytest.mark.parametrize(
    "place",
    ["s3://me:hunter2@bucket/a", "az://container/a?sig=hunter2", "gs://bucket/a#hunter2"],
)
def test_a_password_is_refused_and_never_repeated(place: str) -> None:
    said = place_problem(place, "pictograph:saveBeforeRemoval") or ""
    assert "leave them out" in said
    assert "hunter2" not in said


def test_a_bucket_without_its_library_names_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = importlib.util.find_spec

    def without(name: str, *args: Any) -> Any:
        return None if name == "obstore" else found(name, *args)

    monkeypatch.setattr(places, "find_spec", without)
    assert place_problem("s3://bucket/a", "save_before_removal") == (
        "save_before_removal is s3://bucket/a, and the library that reaches s3:// is not "
        'installed. Run: pip install "pictograph-provider[save]"'
    )
    assert place_problem("saved", "save_before_removal") is None
    assert place_problem("file:///saved", "save_before_removal") is None
