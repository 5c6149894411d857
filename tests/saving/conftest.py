"""A labelled project in an emulator, without an engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.control.client import Control
from pictograph_provider.emulator.server import Emulator
from tests.saving.album import CLASSES, Album, Contents, box, every_type, shapes
from tests.saving.removals import remove, save_classes


@pytest.fixture
def client(pictograph_emulator: Emulator) -> Iterator[Client]:
    emulator = pictograph_emulator
    with Client(emulator.key, emulator.url, max_retries=0) as client:
        yield client


@pytest.fixture
def album(client: Client, pictograph_emulator: Emulator) -> Iterator[Album]:
    """Three images with annotations of every type; old.png is archived."""
    emulator = pictograph_emulator
    client.projects.create("road-signs", classes=CLASSES)
    album = Album(client, emulator.url, emulator.key)
    album.add("a.png", [*shapes("merge", "m"), box("s", "stop")])
    album.add("left/a.png", [*shapes("merge", "n"), *every_type("t")])
    album.add("old.png", [*shapes("merge", "o"), box("p", "stop")])
    album.archive("old.png")
    yield album
    album.close()


@pytest.fixture
def control(pictograph_emulator: Emulator) -> Control:
    return pictograph_emulator.control


@pytest.fixture
def before(album: Album) -> Contents:
    return album.contents()


@pytest.fixture
def receipt(client: Client, before: Contents, tmp_path: Path) -> Path:
    """Of the class `merge`, which is removed after it was saved."""
    path = save_classes(client, tmp_path, "merge").path
    remove(client, "merge")
    return path
