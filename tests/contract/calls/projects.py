"""Everything that `client.projects` can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pictograph.models.dataset import DatasetClass

from pictograph_provider import ProjectClass
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


Do = Callable[[Any, Scene], object]


def _alike(name: str, do: Do, *, refused: bool = False) -> Call:
    """A call that is written the same for both: on our `projects` and on their `datasets`."""
    return Call(
        name,
        lambda client, scene: do(client.projects, scene),
        lambda sdk, scene: do(sdk.datasets, scene),
        refused,
    )


def _life(name: str) -> Do:
    def live(projects: Any, _: Scene) -> None:
        projects.create(name, annotation_types=["bbox"], classes=[])
        projects.get(name)
        projects.update(name, description="new")
        projects.insights(name)
        projects.archive(name)
        projects.unarchive(name)
        projects.delete(name)

    return live


def _life_by_id(projects: Any, **id: str) -> None:
    projects.get(**id)
    projects.update(**id, description="")
    projects.insights(**id)
    projects.archive(**id)
    projects.unarchive(**id)
    projects.delete(**id)


def _edit(projects: Any, _: Scene) -> None:
    read = projects.get(NAME).classes
    projects.update(NAME, classes=read[1:], classes_base=read)


PROJECTS = [
    *(_alike(f"the life of a project called {name!r}", _life(name)) for name in NAMES),
    Call(
        "the life of a project by its id",
        lambda client, scene: _life_by_id(client.projects, id=scene.project),
        lambda sdk, scene: _life_by_id(sdk.datasets, dataset_id=scene.project),
    ),
    _alike(
        "one page of projects",
        lambda projects, _: projects.list(limit=2, offset=1),
    ),
    _alike(
        "one page of projects, of the size that is usual",
        lambda projects, _: projects.list(),
    ),
    _alike(
        "the archived projects",
        lambda projects, _: projects.list(limit=5, archived=True),
    ),
    _alike(
        "all projects, over several pages",
        lambda projects, _: list(projects.iter(page_size=1)),
    ),
    _alike(
        "all projects, on pages of the size that is usual",
        lambda projects, _: list(projects.iter()),
    ),
    _alike(
        "all archived projects",
        lambda projects, _: list(projects.iter(archived=True)),
    ),
    _alike(
        "create with a name only",
        lambda projects, _: projects.create("new"),
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
            "new", "", [], [ProjectClass.of_service(row) for row in [*CLASSES, BRIEF]]
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
        lambda client, _: client.projects.create_with_date("new", idempotency_key="stack-dev-1"),
        lambda sdk, _: sdk.datasets.create("new", annotation_types=["bbox"], classes=[]),
    ),
    _alike(
        "rename",
        lambda projects, _: projects.update(NAME, new_name="é 50%"),
    ),
    _alike(
        "change everything at once",
        lambda projects, _: projects.update(
            NAME,
            new_name="new",
            description="ü",
            annotation_types=["polygon"],
            classes=CLASSES[:1],
            classes_base=CLASSES,
        ),
    ),
    _alike(
        "remove all classes and types",
        lambda projects, _: projects.update(NAME, annotation_types=[], classes=[]),
    ),
    _alike("write back what was read", _edit),
    _alike(
        "a project called '..'",
        lambda projects, _: projects.get(".."),
        refused=True,
    ),
    _alike(
        "delete a project without a name",
        lambda projects, _: projects.delete(""),
        refused=True,
    ),
    _alike(
        "a project with a slash in its name",
        lambda projects, _: projects.create("a/b"),
        refused=True,
    ),
    _alike(
        "a project whose name looks like an id",
        lambda projects, scene: projects.get(scene.project),
        refused=True,
    ),
]
