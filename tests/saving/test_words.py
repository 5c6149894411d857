"""What saving says to people, and where it gives up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from obstore import exceptions

from pictograph_provider import Client
from pictograph_provider.client.annotations import Annotations
from pictograph_provider.saving.buckets import _plainly
from pictograph_provider.saving.places import PlaceError
from pictograph_provider.saving.removal import ChangedError
from pictograph_provider.saving.restore import restore
from pictograph_provider.saving.save import SaveError, save
from tests.saving.album import Album
from tests.saving.removals import removal_of, save_classes


def test_it_says_what_was_saved_and_how_to_put_it_back(
    client: Client, album: Album, tmp_path: Path
) -> None:
    saved = save_classes(client, tmp_path, "merge")
    assert saved.lines() == [
        "road-signs: saved 6 annotations on 3 images before removing them",
        "  merge (bbox): 6 annotations",
        "  2 of them on archived images, which the service does not count",
        f"to put them back: pictograph-provider restore {saved.path}",
    ]
    *_, command = replace(saved, place="two\nlines<{%x%}>").lines()
    assert command == (r"to put them back: pictograph-provider restore $'two\x0alines<\x7b%x%}>'")


def test_of_a_whole_project_it_says_that_the_images_are_not(
    client: Client, album: Album, tmp_path: Path
) -> None:
    assert "  the images themselves are not saved" in save_classes(client, tmp_path).lines()


def test_a_number_of_archived_images_that_nobody_gave(
    client: Client, album: Album, tmp_path: Path
) -> None:
    removal = removal_of(client, "merge")
    project = removal.project.model_copy(update={"archived_image_count": None})
    with pytest.raises(SaveError, match=r"archived_image_count is missing\), so it is not known"):
        save(client, replace(removal, project=project), tmp_path, lambda text: None)
    assert [*tmp_path.glob("road-signs*")] == []


def test_what_is_counted_just_before_is_another_number(client: Client, album: Album) -> None:
    removal = removal_of(client, "merge")
    now = {**removal.counted, "merge": removal.counted["merge"] + 1}
    with pytest.raises(ChangedError, match=r"is somebody labelling\? Nothing was removed\. Run it"):
        removal.verify_unchanged(now, ["merge"])


def test_an_image_that_is_refused_without_a_reason(
    client: Client, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save_classes(client, tmp_path, "merge")
    live = [cls.fields() for cls in client.projects.get("road-signs").classes]
    client.projects.update("road-signs", classes=[cls for cls in live if cls["name"] != "merge"])
    monkeypatch.setattr(Annotations, "bulk_save", lambda self, images: {"failed": [{}]})
    failed = restore(client, saved.path).failed
    assert len(failed) == 3
    assert {*failed.values()} == {"the service does not say why"}


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (exceptions.PermissionDeniedError, "the credentials do not permit it (AccessDenied)"),
        (exceptions.UnauthenticatedError, "the store knows no such credentials (AccessDenied)"),
        (FileNotFoundError, "there is no such bucket or file (AccessDenied)"),
    ],
)
def test_an_error_of_the_store_is_one_line(error: type[Exception], said: str) -> None:
    with pytest.raises(PlaceError) as caught, _plainly("s3://signs"):
        raise error("<Error><Code>AccessDenied</Code></Error>")
    assert str(caught.value) == f"s3://signs: {said}"
