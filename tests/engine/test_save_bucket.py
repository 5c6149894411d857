"""What is saved to a bucket outlives the machine, and a stack can require that it is saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.leaks import lines_with, places_of
from tests.engine.stack import Stack
from tests.engine.test_save import CONSENT, WITHOUT_MERGE, labelled, receipts, restore
from tests.object_store import SECRET, ObjectStore
from tests.saving.album import CLASSES, Album


@pytest.fixture
def album(stack: Stack, pictograph_emulator: Emulator) -> Iterator[Album]:
    emulator = pictograph_emulator
    album = Album(stack.client, emulator.url, emulator.key)
    yield album
    album.close()


def test_a_permitted_removal_is_taken_back_from_another_machine(
    stack: Stack,
    album: Album,
    pictograph_emulator: Emulator,
    object_store: ObjectStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bucket = object_store.bucket("removals")
    stack.env |= object_store.env
    labelled(stack, album)
    before = album.contents()
    stack.declare(**CONSENT, save_before_removal="s3://removals/signs")
    assert (
        "saved first in s3://removals/signs; if that fails, nothing is removed." in stack.preview()
    )
    printed = stack.up()
    assert len(object_store.objects(bucket)) == 3
    assert receipts(stack) == []
    assert lines_with(SECRET, printed) == []
    assert places_of(SECRET, stack.root) == []

    told = re.search(r"to put them back: pictograph-provider restore (s3://\S+)", printed)
    assert told
    for name, value in object_store.env.items():
        monkeypatch.setenv(name, value)
    (stack.folder / "__main__.py").unlink()  # the other machine has nothing but the line
    done = restore(stack, pictograph_emulator, told[1]).expect()
    assert "put 6 annotations back on 3 images" in done.output
    assert album.contents() == before


def test_a_bucket_that_cannot_be_written_to_stops_the_removal(
    stack: Stack, album: Album, object_store: ObjectStore
) -> None:
    stack.env |= object_store.env
    labelled(stack, album)
    before = album.contents()
    stack.declare(**CONSENT, save_before_removal="s3://nowhere/signs")
    printed = stack.up(ok=False)
    assert "could not be saved: s3://nowhere/signs/road-signs.merge." in printed
    assert "there is no such bucket or file (NoSuchBucket). Nothing was removed." in printed
    assert album.contents() == before


def test_a_url_with_a_password_fails_the_preview_without_repeating_it(stack: Stack) -> None:
    stack.declare(save_before_removal="s3://me:hunter2@removals/signs")
    printed = stack.preview(ok=False)
    assert "save_before_removal is a URL with a user, a password or options in it" in printed
    assert "hunter2" not in printed


WHERE: dict[str, Any] = {"save_before_removal": "saved"}


def test_a_stack_that_requires_it_permits_no_removal_without_a_save(
    stack: Stack, album: Album
) -> None:
    labelled(stack, album, on_delete="delete")
    before = album.contents()
    stack.pulumi("config", "set", "pictograph:requireSave", "true").expect()
    stack.declare(**CONSENT, on_delete="delete")
    for printed in (stack.preview(ok=False), stack.up(ok=False), stack.destroy(ok=False)):
        assert "no removal of annotations that are not saved first" in " ".join(printed.split())
        assert "pulumi config set pictograph:saveBeforeRemoval s3://bucket/folder" in printed
    assert album.contents() == before

    # The way out that was named, for a class and for the whole project.
    stack.declare(**CONSENT, on_delete="delete", **WHERE)
    stack.up()
    stack.preview("--expect-no-changes")
    stack.destroy()
    assert [".merge." in path.name for path in receipts(stack)] == [True, False]


def test_what_nothing_uses_may_go_unsaved(stack: Stack) -> None:
    stack.provision(classes=CLASSES)
    stack.pulumi("config", "set", "pictograph:requireSave", "true").expect()
    stack.declare(classes=WITHOUT_MERGE)
    stack.up()
    stack.destroy()
