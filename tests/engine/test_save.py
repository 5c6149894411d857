"""What is removed with consent is saved first, and can be put back."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.running import Run, run
from tests.engine.stack import Stack
from tests.saving.album import CLASSES, Album, box, every_type, shapes

BULK = "/api/v1/developer/annotations/bulk"
WITHOUT_MERGE = [cls for cls in CLASSES if cls["name"] != "merge"]
CONSENT: dict[str, Any] = {"classes": WITHOUT_MERGE, "allow_class_removal": ["merge"]}


@pytest.fixture
def album(stack: Stack, pictograph_emulator: Emulator) -> Iterator[Album]:
    emulator = pictograph_emulator
    album = Album(stack.client, emulator.url, emulator.key)
    yield album
    album.close()


def restore(stack: Stack, emulator: Emulator, *args: str) -> Run:
    """Run the command, in the program's folder, as a user would."""
    env = {**os.environ, "PICTOGRAPH_API_KEY": emulator.key, "PICTOGRAPH_BASE_URL": emulator.url}
    command = Path(sys.executable).with_name("pictograph-provider")
    return run([command, "restore", *args], stack.folder, env)


def receipts(stack: Stack, folder: str = "saved") -> list[Path]:
    return sorted((stack.folder / folder).glob("*.receipt.json"))


def labelled(stack: Stack, album: Album, **settings: Any) -> None:
    """Provision the project, and label three images, one of them archived."""
    stack.provision(classes=CLASSES, **settings)
    album.add("a.png", [*shapes("merge", "m"), box("s", "stop")])
    album.add("left/a.png", [*shapes("merge", "n"), *every_type("t")])
    album.add("old.png", [*shapes("merge", "o"), box("p", "stop")])
    album.archive("old.png")


def test_a_removed_class_comes_back_as_it_was(
    stack: Stack, album: Album, pictograph_emulator: Emulator
) -> None:
    labelled(stack, album)
    before = album.contents()
    stack.declare(**CONSENT, save_before_removal="saved")
    assert "saved first in the folder saved" in stack.preview()
    printed = stack.up()

    # Gone from the service, and kept in the folder.
    assert not any(a["name"] == "merge" for rows in album.contents().values() for a in rows)
    assert "saved 6 annotations on 3 images before removing them" in printed
    assert "2 of them on archived images, which the service does not count" in printed
    [receipt] = receipts(stack)
    assert f"pictograph-provider restore {receipt}" in printed
    assert re.fullmatch(r"road-signs\.merge\.\d{8}T\d{6}Z\.receipt\.json", receipt.name)
    assert '/signs/dev/road-signs"' in receipt.read_text()
    assert pictograph_emulator.key not in printed
    for file in receipt.parent.iterdir():
        assert pictograph_emulator.key.encode() not in file.read_bytes()

    # Restored: annotation by annotation, and the class with all its fields.
    done = restore(stack, pictograph_emulator, str(receipt.relative_to(stack.folder))).expect()
    assert album.contents() == before
    merge = stack.client.projects.get("road-signs").classes[-1]
    assert merge.fields() == {**CLASSES[1], "type": "box"}
    assert "put 6 annotations back on 3 images" in done.output
    assert 'Classes that are back: "merge".' in done.output

    # Again: nothing is added.
    again = restore(stack, pictograph_emulator, str(receipt)).expect()
    assert re.search(r"already there +6 annotations", again.output)

    # What it told to put into the program is what the program needs.
    stack.refresh()
    stack.declare(classes=[*WITHOUT_MERGE, CLASSES[1]])
    stack.up()
    assert album.contents() == before
    stack.preview("--expect-no-changes")


def test_a_deleted_project_comes_back_into_one_with_the_same_images(
    stack: Stack, album: Album, pictograph_emulator: Emulator
) -> None:
    labelled(stack, album, on_delete="delete", save_before_removal="saved")
    before = album.contents()
    stack.program("")
    printed = stack.up()
    assert stack.client.projects.list() == []
    assert "saved 11 annotations on 3 images before removing them" in printed
    assert "the images themselves are not saved" in printed
    [receipt] = receipts(stack)
    assert ".whole-project." in receipt.name

    said = restore(stack, pictograph_emulator, str(receipt)).expect(ok=False).output
    assert "was deleted, and its images with it. Nothing was changed." in said
    assert "--project NAME" in said

    stack.declare(classes=CLASSES)
    stack.up()
    for path in before:
        album.add(path)
    restore(
        stack, pictograph_emulator, str(receipt), "--project", "road-signs", "--by-file-name"
    ).expect()
    assert album.contents() == before
    stack.preview("--expect-no-changes")


def test_the_stacks_setting_saves_where_a_project_says_nothing(stack: Stack, album: Album) -> None:
    labelled(stack, album)
    left = [cls for cls in CLASSES if cls["name"] != "lane"]
    stack.declare(classes=left, allow_class_removal=["lane"])
    assert "saved" not in stack.up()  # neither says a folder

    stack.pulumi("config", "set", "pictograph:saveBeforeRemoval", "all").expect()
    left = [cls for cls in left if cls["name"] != "merge"]
    stack.declare(classes=left, allow_class_removal=["merge"])
    stack.up()
    assert len(receipts(stack, "all")) == 1

    left = [cls for cls in left if cls["name"] != "stop"]
    stack.declare(classes=left, allow_class_removal=["stop"], save_before_removal="own")
    stack.up()
    assert (len(receipts(stack, "all")), len(receipts(stack, "own"))) == (1, 1)


def test_a_class_that_nothing_uses_needs_no_saving(stack: Stack) -> None:
    stack.provision(classes=CLASSES)
    stack.declare(classes=WITHOUT_MERGE, save_before_removal="saved")
    assert "saved" not in stack.up()
    assert not (stack.folder / "saved").exists()


def test_moves_and_a_saved_removal_go_together(stack: Stack, album: Album) -> None:
    labelled(stack, album)
    without = [{**cls, "name": cls["name"].replace("kerb", "curb")} for cls in WITHOUT_MERGE]
    stack.declare(
        classes=without,
        class_moves={"kerb": "curb"},
        allow_class_removal=["merge"],
        save_before_removal="saved",
    )
    printed = stack.up()
    assert "saved 6 annotations" in printed
    assert "renamed class kerb -> curb, 1 annotation moved along" in printed


def test_a_folder_that_cannot_be_made_stops_the_removal(stack: Stack, album: Album) -> None:
    labelled(stack, album)
    before = album.contents()
    (stack.folder / "taken").write_text("a file, where a folder should be")
    stack.declare(**CONSENT, save_before_removal="taken/deeper")
    printed = stack.up(ok=False)
    assert "the annotations that would be lost could not be saved: " in printed
    assert f"{stack.folder}/taken/deeper. Nothing was removed." in printed
    assert album.contents() == before


def test_an_export_that_fails_stops_the_removal(
    stack: Stack, album: Album, pictograph_emulator: Emulator
) -> None:
    labelled(stack, album)
    before = album.contents()
    pictograph_emulator.control.set(export_failure="out of space")
    stack.declare(**CONSENT, save_before_removal="saved")
    printed = stack.up(ok=False)
    assert (
        "project road-signs: the annotations that would be lost could not be saved: the service "
        "could not make the export: out of space. Nothing was removed."
    ) in printed
    assert album.contents() == before
    assert [*(stack.folder / "saved").iterdir()] == []

    # The cause is gone: the same program, run again, saves and removes.
    pictograph_emulator.control.set(export_failure=None)
    stack.up()
    assert len(receipts(stack)) == 1
    assert len(stack.client.projects.get("road-signs").classes) == len(WITHOUT_MERGE)


def test_a_project_whose_export_fails_is_not_deleted(
    stack: Stack, album: Album, pictograph_emulator: Emulator
) -> None:
    labelled(stack, album, on_delete="delete", save_before_removal="saved")
    before = album.contents()
    pictograph_emulator.control.set(export_failure="out of space")
    assert "out of space. Nothing was removed." in stack.destroy(ok=False)
    assert album.contents() == before


@pytest.mark.parametrize("remove", ["class", "project"])
def test_what_somebody_draws_after_the_export_stops_the_removal(
    stack: Stack, album: Album, pictograph_emulator: Emulator, remove: str
) -> None:
    labelled(stack, album, on_delete="delete", save_before_removal="saved")
    image = album.add("b.png")
    body = {"saves": [{"image_id": image, "annotations": [box("late", "merge")]}]}
    somebody = [{"method": "POST", "path": BULK, "body": body}]
    # The export is deleted once it is downloaded: that is after the archive was made.
    control = pictograph_emulator.control
    control.fault("writer", method="DELETE", path="/exports/", requests=somebody)
    stack.declare(**CONSENT, on_delete="delete", save_before_removal="saved")
    run = stack.up if remove == "class" else stack.destroy
    printed = run(ok=False)
    assert "merge: 4 annotations saved, 5 in the service" in printed
    assert "is somebody labelling? Nothing was removed. Run it again." in printed
    assert [item["id"] for item in album.contents()["b.png"]] == ["late"]

    run()
    assert len(receipts(stack)) == 2


def test_a_crash_between_saving_and_removing_is_no_harm(
    stack: Stack, album: Album, pictograph_emulator: Emulator
) -> None:
    labelled(stack, album)
    before = album.contents()
    pictograph_emulator.control.fault("reset", method="PATCH", times=None)
    stack.declare(**CONSENT, save_before_removal="saved")
    stack.up(ok=False)
    assert album.contents() == before
    [first] = receipts(stack)
    done = restore(stack, pictograph_emulator, str(first)).expect()
    assert re.search(r"already there +6 annotations", done.output)

    pictograph_emulator.control.clear_faults()
    stack.up()
    assert len(receipts(stack)) == 2
