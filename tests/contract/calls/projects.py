"""Everything that `client.projects` can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pictograph.models.dataset import DatasetClass

from pictograph_provider import Client, ProjectClass
from tests.contract.calls.call import Call
from tests.contract.scene import CLASSES, NAME, Scene

NAMES = (
    "plain",
    " a b ",
    "100%25",
    "Straße 🚦",
    "it's (50%)!*",
    "#1?a+b&c=d;e:f@g$h,i",
    "~-_.x",
    "..x",
)
"""Project names in every way that a path may have to quote them."""

BRIEF: dict[str, Any] = {
    "name": "brief",
    "type": "keypoint",
    "attributes": [{"name": "note"}],
    "skeleton": {"nodes": [{"name": "tip"}]},
}
"""A class that leaves out what can be left out."""


def _our_life(name: str) -> Callable[[Client, Scene], None]:
    def live(client: Client, _: Scene) -> None:
        client.projects.create(name, annotation_types=["bbox"], classes=[])
        client.projects.get(name)
        client.projects.update(name, description="new")
        client.projects.insights(name)
        client.projects.archive(name)
        client.projects.unarchive(name)
        client.projects.delete(name)

    return live


def _their_life(name: str) -> Callable[[Any, Scene], None]:
    def live(sdk: Any, _: Scene) -> None:
        sdk.datasets.create(name, annotation_types=["bbox"], classes=[])
        sdk.datasets.get(name)
        sdk.datasets.update(name, description="new")
        sdk.datasets.insights(name)
        sdk.datasets.archive(name)
        sdk.datasets.unarchive(name)
        sdk.datasets.delete(name)

    return live


LIVES = [
    Call(
        f"the life of a project called {name!r}",
        _our_life(name),
        _their_life(name),
    )
    for name in NAMES
]


def _our_life_by_id(client: Client, scene: Scene) -> None:
    id = scene.project
    client.projects.get(id=id)
    client.projects.update(id=id, description="")
    client.projects.insights(id=id)
    client.projects.archive(id=id)
    client.projects.unarchive(id=id)
    client.projects.delete(id=id)


def _their_life_by_id(sdk: Any, scene: Scene) -> None:
    id = scene.project
    sdk.datasets.get(dataset_id=id)
    sdk.datasets.update(dataset_id=id, description="")
    sdk.datasets.insights(dataset_id=id)
    sdk.datasets.archive(dataset_id=id)
    sdk.datasets.unarchive(dataset_id=id)
    sdk.datasets.delete(dataset_id=id)


def _our_edit(client: Client, _: Scene) -> None:
    read = client.projects.get(NAME).classes
    client.projects.update(NAME, classes=read[1:], classes_base=read)


def _their_edit(sdk: Any, _: Scene) -> None:
    read = sdk.datasets.get(NAME).classes
    sdk.datasets.update(NAME, classes=read[1:], classes_base=read)


PROJECTS = [
    *LIVES,
    Call("the life of a project by its id", _our_life_by_id, _their_life_by_id),
    Call(
        "one page of projects",
        lambda client, _: client.projects.list(limit=2, offset=1),
        lambda sdk, _: sdk.datasets.list(limit=2, offset=1),
    ),
    Call(
        "one page of projects, of the size that is usual",
        lambda client, _: client.projects.list(),
        lambda sdk, _: sdk.datasets.list(),
    ),
    Call(
        "the archived projects",
        lambda client, _: client.projects.list(limit=5, archived=True),
        lambda sdk, _: sdk.datasets.list(limit=5, archived=True),
    ),
    Call(
        "all projects, over several pages",
        lambda client, _: list(client.projects.iter(page_size=1)),
        lambda sdk, _: list(sdk.datasets.iter(page_size=1)),
    ),
    Call(
        "all projects, on pages of the size that is usual",
        lambda client, _: list(client.projects.iter()),
        lambda sdk, _: list(sdk.datasets.iter()),
    ),
    Call(
        "all archived projects",
        lambda client, _: list(client.projects.iter(archived=True)),
        lambda sdk, _: list(sdk.datasets.iter(archived=True)),
    ),
    Call(
        "create with a name only",
        lambda client, _: client.projects.create("new"),
        lambda sdk, _: sdk.datasets.create("new"),
    ),
    Call(
        "create with everything",
        lambda client, _: client.projects.create("new", "é", ["bbox", "polygon"], CLASSES),
        lambda sdk, _: sdk.datasets.create(
            "new", description="é", annotation_types=["bbox", "polygon"], classes=CLASSES
        ),
    ),
    Call(
        "create with classes as objects",
        lambda client, _: client.projects.create(
            "new", "", [], [ProjectClass(**row) for row in [*CLASSES, BRIEF]]
        ),
        lambda sdk, _: sdk.datasets.create(
            "new",
            description="",
            annotation_types=[],
            classes=[DatasetClass(**row) for row in [*CLASSES, BRIEF]],
        ),
    ),
    Call(
        "create with an idempotency key of one's own",
        lambda client, _: client.projects.create("new", idempotency_key="stack-dev-1"),
        lambda sdk, _: sdk.datasets.create("new", annotation_types=["bbox"], classes=[]),
    ),
    Call(
        "rename",
        lambda client, _: client.projects.update(NAME, new_name="é 50%"),
        lambda sdk, _: sdk.datasets.update(NAME, new_name="é 50%"),
    ),
    Call(
        "change everything at once",
        lambda client, _: client.projects.update(
            NAME,
            new_name="new",
            description="ü",
            annotation_types=["polygon"],
            classes=CLASSES[:1],
            classes_base=CLASSES,
        ),
        lambda sdk, _: sdk.datasets.update(
            NAME,
            new_name="new",
            description="ü",
            annotation_types=["polygon"],
            classes=CLASSES[:1],
            classes_base=CLASSES,
        ),
    ),
    Call(
        "remove all classes and types",
        lambda client, _: client.projects.update(NAME, annotation_types=[], classes=[]),
        lambda sdk, _: sdk.datasets.update(NAME, annotation_types=[], classes=[]),
    ),
    Call("write back what was read", _our_edit, _their_edit),
    Call(
        "a project called '..'",
        lambda client, _: client.projects.get(".."),
        lambda sdk, _: sdk.datasets.get(".."),
        refused=True,
    ),
    Call(
        "delete a project without a name",
        lambda client, _: client.projects.delete(""),
        lambda sdk, _: sdk.datasets.delete(""),
        refused=True,
    ),
    Call(
        "a project with a slash in its name",
        lambda client, _: client.projects.create("a/b"),
        lambda sdk, _: sdk.datasets.create("a/b"),
        refused=True,
    ),
    Call(
        "a project whose name looks like an id",
        lambda client, scene: client.projects.get(scene.project),
        lambda sdk, scene: sdk.datasets.get(scene.project),
        refused=True,
    ),
]
