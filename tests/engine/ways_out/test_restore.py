"""What a refused restore says to do puts the annotations back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.stack import Stack
from tests.engine.test_save import CONSENT, WITHOUT_MERGE, labelled, receipts, restore
from tests.saving.album import CLASSES, Album


@pytest.fixture
def album(stack: Stack, pictograph_emulator: Emulator) -> Iterator[Album]:
    album = Album(stack.client, pictograph_emulator.url, pictograph_emulator.key)
    yield album
    album.close()


def test_each_way_out_of_a_restore_that_is_refused(
    stack: Stack, album: Album, pictograph_emulator: Emulator
) -> None:
    labelled(stack, album)
    before = album.contents()
    # A stack that permits no removal without a save says where to name the folder.
    stack.pulumi("config", "set", "pictograph:requireSave", "true").expect()
    stack.declare(**CONSENT)
    said = " ".join(stack.preview(ok=False).split())
    assert 'save_before_removal="' in said
    found = re.search(r"or (pulumi config set pictograph:saveBeforeRemoval) \S+", said)
    assert found, said
    stack.pulumi(*found[1].split()[1:], "saved").expect()
    stack.up()
    (receipt,) = receipts(stack)

    # A key of another organization.
    control = pictograph_emulator.control
    other = control.create_key(control.create_organization("Other"))
    other_emulator = copied(pictograph_emulator, other)
    said = restore(stack, other_emulator, str(receipt)).expect(ok=False).output
    assert "Set PICTOGRAPH_API_KEY to a key of the receipt's" in said

    # A class of the old name that is of another type by now.
    retyped = {"name": "merge", "type": "polygon", "color": "#00aaff"}
    stack.declare(classes=[*WITHOUT_MERGE, retyped])
    stack.up()
    said = restore(stack, pictograph_emulator, str(receipt)).expect(ok=False).output
    line = re.search(r'class_moves=\{"merge": "([^"]+)"\}', " ".join(said.split()))
    assert line, said
    kept = {**retyped, "name": line[1]}
    stack.declare(classes=[*WITHOUT_MERGE, kept], class_moves={"merge": line[1]})
    stack.up()

    # First a look, and then as it says.
    said = restore(stack, pictograph_emulator, str(receipt), "--dry-run").expect().output
    assert "run it again without --dry-run" in " ".join(said.split())
    done = restore(stack, pictograph_emulator, str(receipt)).expect()
    assert album.contents() == before
    assert "take their names out of allow_class_removal" in " ".join(done.output.split())
    (merge,) = (cls for cls in CLASSES if cls["name"] == "merge")
    stack.declare(classes=[*WITHOUT_MERGE, kept, merge])
    stack.up()
    stack.preview("--expect-no-changes")
    assert album.contents() == before


def copied(emulator: Emulator, key: str) -> Emulator:
    """The same service, for somebody with another key."""
    found = copy(emulator)
    found.key = key
    return found
