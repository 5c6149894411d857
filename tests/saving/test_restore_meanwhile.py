"""What others do while annotations are put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pictograph_provider import Client, ServerError
from pictograph_provider.emulator.control.client import Control
from pictograph_provider.saving.restore import restore
from tests.saving.album import Album, Contents, box


def test_an_image_that_the_service_refuses_does_not_hold_up_the_rest(
    client: Client, control: Control, receipt: Path
) -> None:
    control.fault("status", status=422, path="/annotations/bulk$")
    report = restore(client, receipt)
    assert len(report.failed) == 1
    assert report.restored == 4
    assert restore(client, receipt).restored == 2


def test_when_the_service_fails_midway_a_second_run_goes_on(
    client: Client, control: Control, album: Album, before: Contents, receipt: Path
) -> None:
    control.fault("status", status=503, path="/annotations/bulk$", skip=1)
    with pytest.raises(ServerError):
        restore(client, receipt)
    report = restore(client, receipt)
    assert (report.restored, report.present) == (4, 2)
    assert album.contents() == before


def test_an_image_that_somebody_saves_in_the_same_moment_is_pointed_out(
    client: Client, control: Control, album: Album, receipt: Path
) -> None:
    image = next(image for image in client.images.iter("road-signs") if image.path == "a.png")
    drawn = [box("s", "stop"), box("new", "stop")]
    body = {"saves": [{"image_id": image.id, "annotations": drawn}]}
    bulk = "/api/v1/developer/annotations/bulk"
    somebody = [{"method": "POST", "path": bulk, "body": body}]
    control.fault("writer", path="/annotations/bulk$", requests=somebody)
    report = restore(client, receipt)
    assert report.overlapped == ["a.png"]
    assert not report.complete
