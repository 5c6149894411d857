"""Saving to a real object store over a line that fails: whole and checked, or nothing."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pictograph_provider import Client
from pictograph_provider.saving import buckets
from pictograph_provider.saving.buckets import Bucket
from pictograph_provider.saving.places import PlaceError
from pictograph_provider.saving.receipt_file import ReceiptError, fetched
from pictograph_provider.saving.restore import restore
from pictograph_provider.saving.save import save_to
from tests.object_store import SECRET, Fate, Line, ObjectStore, environment
from tests.saving.album import Album
from tests.saving.removals import removal_of

_numbers = itertools.count()


@pytest.fixture
def line(object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """Through it goes all that this process asks of the store."""
    with Line(object_store.address) as line:
        for name, value in environment(line.address).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(buckets, "RETRIES", 1)
        yield line


@pytest.fixture
def folder(object_store: ObjectStore) -> Path:
    """An empty bucket, as the store keeps it."""
    return object_store.bucket(f"saved-{os.getpid()}-{next(_numbers)}")


def quiet(text: str) -> None:
    """Say nothing."""


def remove_merge(client: Client) -> None:
    live = [cls.fields() for cls in client.projects.get("road-signs").classes]
    client.projects.update("road-signs", classes=[cls for cls in live if cls["name"] != "merge"])


def test_what_was_saved_to_a_bucket_comes_back_from_it(
    client: Client, album: Album, line: Line, folder: Path, object_store: ObjectStore
) -> None:
    before = album.contents()
    saved = save_to(client, removal_of(client, "merge"), f"s3://{folder.name}/prod/signs", quiet)
    names = object_store.objects(folder)
    assert [name.rpartition(".")[2] for name in names] == ["json", "json", "zip"]
    assert all(name.startswith("prod/signs/road-signs.merge.") for name in names)
    assert saved.place == f"s3://{folder.name}/{next(n for n in names if '.receipt.' in n)}"

    remove_merge(client)
    with fetched(saved.place) as path:
        report = restore(client, path)
    assert (report.restored, report.complete) == (6, True)
    assert album.contents() == before
    assert not path.exists()


def test_the_receipt_is_the_last_to_arrive_and_each_file_is_read_back(
    client: Client, album: Album, line: Line, folder: Path
) -> None:
    save_to(client, removal_of(client, "merge"), f"s3://{folder.name}", quiet)
    kinds = [(seen.split()[0], seen.partition("?")[0].rpartition(".")[2]) for seen in line.seen]
    both = [("PUT", "zip"), ("GET", "zip"), ("PUT", "json"), ("GET", "json")]
    assert kinds == [*both, ("PUT", "json"), ("GET", "json")]
    assert ".receipt.json" in line.seen[-1]


def test_two_savings_of_one_moment_never_meet(
    client: Client, album: Album, line: Line, folder: Path
) -> None:
    url = f"s3://{folder.name}"
    first = save_to(client, removal_of(client, "merge"), url, quiet)
    assert save_to(client, removal_of(client, "merge"), url, quiet).place != first.place


FAULTS: list[tuple[str, str, Fate]] = [
    ("PUT", r"\.zip", "cut"),
    ("PUT", r"\.archived-images\.json", "cut"),
    ("PUT", r"\.receipt\.json", "cut"),
    ("PUT", r"\.receipt\.json", "cut after"),
    ("GET", r"\.zip", "cut"),
    ("GET", r"\.zip", "garble"),
    ("GET", r"\.receipt\.json", "garble"),
]


@pytest.mark.parametrize(("method", "path", "fate"), FAULTS)
def test_a_line_that_fails_leaves_nothing(
    client: Client,
    album: Album,
    line: Line,
    folder: Path,
    object_store: ObjectStore,
    method: str,
    path: str,
    fate: Fate,
) -> None:
    line.spoil(method, path, fate)
    with pytest.raises(PlaceError) as failed:
        save_to(client, removal_of(client, "merge"), f"s3://{folder.name}", quiet)
    assert object_store.objects(folder) == []
    assert str(failed.value).startswith(f"s3://{folder.name}/road-signs.merge.")
    assert SECRET not in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_fault_that_passes_is_no_failure(
    client: Client, album: Album, line: Line, folder: Path, object_store: ObjectStore
) -> None:
    fates: Iterator[Fate] = itertools.chain(["cut"], itertools.repeat("pass"))
    line.fate = lambda method, path: next(fates) if method == "PUT" else "pass"
    save_to(client, removal_of(client, "merge"), f"s3://{folder.name}", quiet)
    assert len(object_store.objects(folder)) == 3


def test_an_upload_of_many_parts_that_is_cut_off_shows_nothing(
    line: Line, folder: Path, object_store: ObjectStore, tmp_path: Path
) -> None:
    file = tmp_path / "large.zip"
    file.write_bytes(os.urandom(12 << 20))
    line.spoil("PUT", "partNumber=3", "cut")
    with pytest.raises(PlaceError):
        Bucket(f"s3://{folder.name}").upload([file])
    assert object_store.objects(folder) == []
    assert any(seen.startswith("PUT") and "partNumber=1" in seen for seen in line.seen)
    # What had arrived is taken away again, so that it is not stored, and paid for, unseen.
    assert any(seen.startswith("DELETE") and "uploadId=" in seen for seen in line.seen)

    line.fate = lambda method, path: "pass"
    Bucket(f"s3://{folder.name}").upload([file])
    assert object_store.objects(folder) == ["large.zip"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("AWS_SECRET_ACCESS_KEY", "wrong", "the credentials do not permit it (SignatureDoes"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "error sending request"),
    ],
)
def test_a_store_that_refuses_is_one_plain_line(
    client: Client,
    album: Album,
    line: Line,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    said: str,
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(PlaceError) as failed:
        save_to(client, removal_of(client, "merge"), f"s3://{folder.name}", quiet)
    assert said in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_bucket_that_is_not_there_is_named(client: Client, album: Album, line: Line) -> None:
    with pytest.raises(PlaceError, match=r"s3://no-such-bucket/.*there is no such bucket"):
        save_to(client, removal_of(client, "merge"), "s3://no-such-bucket", quiet)


def test_a_receipt_whose_archive_is_not_the_one_is_refused_by_its_url(
    client: Client, album: Album, line: Line, folder: Path
) -> None:
    saved = save_to(client, removal_of(client, "merge"), f"s3://{folder.name}", quiet)
    archive = saved.place.replace(".receipt.json", ".zip")
    (folder / archive.rpartition("/")[2]).write_bytes(b"another")
    with (
        pytest.raises(ReceiptError, match="is not the file that the receipt describes") as refused,
        fetched(saved.place) as path,
    ):
        restore(client, path)
    assert str(refused.value).startswith(archive)


def test_a_receipt_that_is_not_there_is_named(line: Line, folder: Path) -> None:
    url = f"s3://{folder.name}/x.receipt.json"
    with pytest.raises(ReceiptError, match=f"cannot be fetched: {url}: there is no"), fetched(url):
        pass
