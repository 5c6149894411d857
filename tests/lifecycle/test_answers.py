"""Answers that lack something: nothing is lost, and one clear sentence says what is wrong."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pictograph_provider import Client
from pictograph_provider.emulator.png import png
from pictograph_provider.emulator.server import Emulator
from tests.counting import by_class
from tests.lifecycle.engine import CheckFailedError, Engine, Props, declare
from tests.lifecycle.wrong import Wrong, many_figures, one_part
from tests.rewriting import Rewriter

A = {"name": "a", "type": "bbox", "color": "#ff0000"}
B = {"name": "b", "type": "bbox", "color": "#00ff00"}
SIGNS: dict[str, Any] = {"name": "signs", "classes": [A, B], "annotation_types": ["bbox"]}
BOX = {"x": 1, "y": 1, "w": 2, "h": 2}


class World:
    """A project with two images and four annotations, and the resource that made it."""

    def __init__(self, emulator: Emulator, rewriter: Rewriter) -> None:
        self.emulator, self.rewriter = emulator, rewriter
        self.client = Client(emulator.key, emulator.url)
        self.engine = Engine(emulator.key, rewriter.url)

    def begin(self, program: Props) -> str:
        """Empty the service, provision the program, and let somebody label; the project's id."""
        self.rewriter.rewrite = lambda method, path, body: body
        self.emulator.control.reset()
        self.engine = Engine(self.emulator.key, self.rewriter.url)
        self.engine.up(program)
        images = [
            self.client.images.upload("signs", f"{number}.png", png(4, 4, (0, 0, 0)))["id"]
            for number in (1, 2)
        ]
        annotation = {"name": "a", "type": "bbox", "bounding_box": BOX}
        saved = self.client.annotations.bulk_save({images[0]: [annotation] * 4})
        assert not saved["failed"]
        return str(self.engine.id)

    def nothing_is_lost(self, id: str) -> None:
        """The project is there, unarchived, with its images and its annotations."""
        project = self.client.projects.get(id=id)
        assert project.is_archived is False
        assert project.image_count == 2
        assert sum(by_class(self.client.projects.insights(id=id)).values()) == 4

    def close(self) -> None:
        self.client.close()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("world")
    with (
        Emulator(folder / "emulator.db", control=True) as emulator,
        Rewriter(emulator.url) as rewriter,
        contextlib.closing(World(emulator, rewriter)) as world,
    ):
        yield world


def stripped(*keys: str) -> Any:
    """Takes keys out of the data of each answer."""

    def rewrite(method: str, path: str, body: Any) -> Any:
        data = body.get("data")
        if isinstance(data, dict):
            body["data"] = {key: value for key, value in data.items() if key not in keys}
        return body

    return rewrite


FIGURES = ["image_count", "archived_image_count", "total_images", "class_annotation_counts"]


@pytest.mark.parametrize("missing", [*FIGURES, "all of them"])
def test_a_project_of_which_a_figure_is_missing_is_not_deleted(world: World, missing: str) -> None:
    id = world.begin(declare(**SIGNS))
    world.rewriter.rewrite = stripped(*(FIGURES if missing == "all of them" else [missing]))
    with pytest.raises(Exception, match="Nothing was changed"):
        world.engine.destroy()
    world.nothing_is_lost(id)


def test_the_figures_that_are_missing_are_named_and_the_way_out_leads_out(world: World) -> None:
    world.begin(declare(**SIGNS))
    world.rewriter.rewrite = stripped(*FIGURES)
    figures = "image_count and archived_image_count and total_images are missing"
    with pytest.raises(Exception, match=figures) as caught:
        world.engine.destroy()
    assert 'on_delete="archive"' in str(caught.value)
    world.engine.up(declare(**SIGNS, on_delete="archive"))
    world.engine.destroy()
    project = world.client.projects.get("signs")
    assert (project.is_archived, project.image_count) == (True, 2)


@pytest.mark.parametrize("missing", ["class_annotation_counts", "archived_image_count"])
def test_a_class_of_which_the_figure_is_missing_is_not_removed(world: World, missing: str) -> None:
    id = world.begin(declare(**SIGNS))
    world.rewriter.rewrite = stripped(missing)
    with pytest.raises(CheckFailedError, match=missing):
        world.engine.up(declare(**SIGNS | {"classes": [B]}))
    world.nothing_is_lost(id)


def test_a_project_that_may_be_archived_is_not_taken_over(world: World) -> None:
    world.begin(declare(**SIGNS))
    world.rewriter.rewrite = stripped("is_archived")
    other = Engine(world.emulator.key, world.rewriter.url)
    with pytest.raises(CheckFailedError, match="is_archived is missing"):
        other.up(declare(**SIGNS, adopt=True))
    # As it says.
    other.up(declare(**SIGNS | {"name": "signs-2"}))
    assert world.client.projects.get("signs-2").image_count == 0


Step = Callable[[World], None]


def up(**changes: Any) -> Step:
    return lambda world: world.engine.up(declare(**SIGNS | changes))


def adopt(world: World) -> None:
    other = Engine(world.emulator.key, world.rewriter.url)
    other.up(declare("other", **SIGNS | {"classes": [B], "adopt": True}))


def create(world: World) -> None:
    Engine(world.emulator.key, world.rewriter.url).up(declare("new", name="new", classes=[A]))


def refresh_and_up(world: World) -> None:
    world.engine.refresh()
    world.engine.up(declare(**SIGNS))


def destroy(world: World) -> None:
    world.engine.destroy()


STEPS: dict[str, Step] = {
    "nothing": up(),
    "remove the class in use": up(classes=[B]),
    "remove the class that is not in use": up(classes=[A]),
    "remove both": up(classes=[]),
    "change its type": up(classes=[{**A, "type": "polygon"}, B]),
    "move the class in use": up(classes=[{**A, "name": "c"}, B], class_moves={"a": "c"}),
    "merge the class in use": up(classes=[B], class_moves={"a": "b"}),
    "rename and describe": up(name="renamed", description="new"),
    "destroy": destroy,
    "refresh": refresh_and_up,
    "adopt": adopt,
    "create another": create,
}


@pytest.mark.parametrize("name", STEPS)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.lists(one_part(), min_size=1, max_size=4), many_figures()))
def test_whatever_an_answer_lacks_nothing_is_lost(
    world: World, name: str, wrong: list[Wrong]
) -> None:
    id = world.begin(declare(**SIGNS))

    def rewrite(method: str, path: str, body: Any) -> Any:
        for item in wrong:
            if item.applies(method, path):
                item.apply(body)
        return body

    world.rewriter.rewrite = rewrite
    run(world, STEPS[name])
    world.nothing_is_lost(id)
    # Nor does what state was told meanwhile lose anything, once the answers are whole again.
    world.rewriter.rewrite = lambda method, path, body: body
    run(world, refresh_and_up)
    world.nothing_is_lost(id)


def run(world: World, step: Step) -> None:
    """Take a step. Should it fail, it does so with one text that a person can read."""
    try:
        step(world)
    except CheckFailedError as refused:
        (text,) = refused.reasons
    except Exception as error:  # noqa: BLE001 - any error at all is what is looked at
        text = str(error)
    else:
        return
    for word in ("Traceback", "pydantic", "validation error", "a fault in", world.emulator.key):
        assert word not in text
    assert text
