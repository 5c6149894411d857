"""Everything that our client can do beside projects: what is in them, and whose they are."""

from __future__ import annotations

import io
from typing import Any

from pictograph.models.annotation import BBoxAnnotation
from pictograph.models.common import BoundingBox

from pictograph_provider import Client
from tests.contract.calls.call import Call
from tests.contract.scene import EXPORT, IMAGE, NAME, Scene


def _box(name: str, id: str) -> dict[str, Any]:
    bounds = {"x": 1.0, "y": 2.0, "w": 3.0, "h": 4.0}
    return {"id": id, "name": name, "type": "bbox", "bounding_box": bounds}


def _sdk_box(name: str, id: str) -> BBoxAnnotation:
    return BBoxAnnotation(id=id, name=name, bounding_box=BoundingBox(x=1, y=2, w=3, h=4))


def _our_export(client: Client, _: Scene) -> None:
    name = "a b%#?+é&c"
    client.exports.create(NAME, name, classes=["stop sign"])
    client.exports.wait(NAME, name, sleep=lambda _: None)
    client.exports.download(NAME, name, io.BytesIO())
    client.exports.delete(NAME, name)


def _their_export(sdk: Any, scene: Scene) -> None:
    name = "a b%#?+é&c"
    sdk.exports.create(NAME, name, class_filter=["stop sign"], poll_interval=0.001)
    sdk.exports.download(NAME, name, scene.file.with_suffix(".zip"))
    sdk.exports.delete(NAME, name)


CONTENT = [
    Call(
        "whose key is this",
        lambda client, _: client.organizations.me(),
        lambda sdk, _: sdk.organizations.me(),
    ),
    Call(
        "upload an image",
        lambda client, scene: client.images.upload(
            NAME, "ü 50%.png", scene.file.read_bytes(), width=4, height=3
        ),
        lambda sdk, scene: sdk.images.upload(NAME, scene.file, filename="ü 50%.png"),
    ),
    Call(
        "all images",
        lambda client, _: list(client.images.iter(NAME)),
        lambda sdk, _: list(sdk.images.iter(NAME, page_size=1000)),
    ),
    Call(
        "all images, archived ones too",
        lambda client, _: list(client.images.iter(NAME, archived=True)),
        lambda sdk, _: list(sdk.images.iter(NAME, page_size=1000, include_archived=True)),
    ),
    Call(
        "the annotations of an image",
        lambda client, _: client.annotations.get(NAME, IMAGE),
        lambda sdk, _: sdk.annotations.get(NAME, IMAGE),
    ),
    Call(
        "save annotations",
        lambda client, scene: client.annotations.bulk_save(
            {scene.image: [_box("stop sign", "1"), _box("stop sign", "2")]}
        ),
        lambda sdk, scene: sdk.annotations.bulk_save(
            {scene.image: [_sdk_box("stop sign", "1"), _sdk_box("stop sign", "2")]}
        ),
    ),
    Call(
        "rename a class",
        lambda client, _: client.annotations.rename_class(NAME, "stop sign", "ö/50%"),
        lambda sdk, _: sdk.annotations.rename_class(NAME, "stop sign", "ö/50%"),
    ),
    Call(
        "merge a class",
        lambda client, scene: client.annotations.merge_class(NAME, "stop sign", "é/50%"),
        lambda sdk, scene: sdk.annotations.merge_class(NAME, "stop sign", "é/50%"),
    ),
    Call(
        "the life of an export",
        _our_export,
        _their_export,
    ),
    Call(
        "export all classes",
        lambda client, _: client.exports.create(NAME, "all"),
        lambda sdk, _: sdk.exports.create(NAME, "all", wait=False),
    ),
    Call(
        "how an export gets on",
        lambda client, _: client.exports.get(NAME, EXPORT),
        lambda sdk, _: sdk.exports.get(NAME, EXPORT),
    ),
]
