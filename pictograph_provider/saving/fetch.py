"""Get what is to be saved from the service: by an export, and what it leaves out one by one."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Callable
from pathlib import Path

from pictograph_provider.client import Client, PictographError
from pictograph_provider.saving.files import written_whole
from pictograph_provider.saving.images import Images
from pictograph_provider.saving.removal import Removal
from pictograph_provider.texts import plural

Progress = Callable[[str], None]
"""Told how it is getting on, often."""


def fetch_export(client: Client, removal: Removal, path: Path, progress: Progress) -> None:
    """Have the service export the annotations to save, and download that.

    Raises:
        PictographError: the export failed, took too long, or could not be downloaded.
        OSError: the file could not be written.
    """
    project = removal.project.name
    name = f"before-removal-{removal.counted_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
    # Opened first: a folder that cannot be written to is found out before the service works.
    with written_whole(path) as file:
        client.exports.create(project, name, classes=None if removal.whole else removal.names)
        try:
            client.exports.wait(
                project,
                name,
                progress=lambda seconds, status: progress(
                    f"{seconds:.0f} s: the export is {status}"
                ),
            )
            client.exports.download(project, name, file)
        finally:
            # It was for this one download. Deleting takes an admin's key; it expires anyway.
            with contextlib.suppress(PictographError):
                client.exports.delete(project, name)


def fetch_archived(
    client: Client,
    removal: Removal,
    images: Images,
    exported: set[str],
    path: Path,
    progress: Progress,
) -> int:
    """Write the annotations to save on archived images, which an export leaves out, to a file.

    Args:
        exported: ids of images that the export has nevertheless.

    Returns:
        How many there are; without any, there is no file.
    """
    left_out = [
        image
        for image in images.archived
        if image.annotation_count != 0 and image.id not in exported
    ]
    rows: list[dict[str, object]] = []
    count = 0
    for number, image in enumerate(left_out):
        progress(f"{number:,} of {plural(len(left_out), 'archived image')} read")
        found = client.annotations.get(removal.project.name, image.path)
        if annotations := [item for item in found if removal.takes(item)]:
            folder = image.directory_path or "/"
            place = {"id": image.id, "filename": image.filename, "directory_path": folder}
            rows.append({**place, "annotations": annotations})
            count += len(annotations)
    if rows:
        with written_whole(path) as file:
            file.write(json.dumps({"images": rows}, ensure_ascii=False, indent=1).encode())
    return count
