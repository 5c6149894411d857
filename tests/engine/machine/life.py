"""A project's life: its program changes, other people work, and each `up` may meet trouble."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.engine.crashes.converged import look
from tests.engine.crashes.heal import heal
from tests.engine.crashes.world import FOREIGN, World
from tests.engine.identity.families import entries_of
from tests.engine.leaks import places_of
from tests.engine.machine.model import Model
from tests.engine.machine.trouble import Trouble
from tests.engine.operations import UP
from tests.engine.vault import Vault
from tests.engine.warm import Warm
from tools.engine import Engine


class Life:
    """The model of a project, and the real one. Whatever runs Pulumi checks that they agree.

    Attributes:
        id: of the project, which no change of the program may replace.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.foreign = look(world)[FOREIGN]
        self.model = Model()
        self.id = ""

    @classmethod
    @contextmanager
    def begin(
        cls, engine: Engine, root: Path, warm: Warm | None = None, vault: Vault | None = None
    ) -> Iterator[Life]:
        with World.new(engine, root, warm, vault) as world:
            yield cls(world)

    def up(self, meets: Trouble | None = None) -> None:
        """`pulumi up` of the model's program; after a trouble, what a person does then."""
        self.declare()
        if meets is None:
            self.world.stack.up()
        elif not meets.run(self.world, *UP).ok:
            heal(self.world, *UP)
        self.check()
        self.model.settled()

    @contextmanager
    def refused(self, words: str, *args: str) -> Iterator[None]:
        """What is changed of the model in here does not go through, and all is as before.

        Args:
            words: what `pulumi up` says, as a regular expression.
            args: more for `pulumi up`.
        """
        with self.model.tried():
            yield
            self.declare()
            said = self.world.stack.up(*args, ok=False)
            assert re.search(words, said), said
        self.check_service()

    def deleted_elsewhere(self) -> None:
        self.world.stack.client.projects.delete(self.model.name)
        self.world.stack.refresh()
        self.id, self.model.foreign = "", []
        self.model.images, self.model.annotations = 0, {}

    def label(self, *names: str) -> None:
        """Upload an image, and annotate it with each of these classes, twice."""
        counts = dict.fromkeys(names, 2)
        self.world.labels.add(self.model.name, counts)
        self.model.images += 1
        for name, count in counts.items():
            self.model.annotations[name] = self.model.annotations.get(name, 0) + count

    def declare(self) -> None:
        self.world.stack.program(self.model.program)

    def live(self) -> list[dict[str, Any]]:
        """The project's classes, as the service holds them."""
        return [
            {**c.fields()} for c in self.world.stack.client.projects.get(self.model.name).classes
        ]

    def write(self, classes: list[dict[str, Any]], **more: Any) -> None:
        """Change the project as somebody does it in the app."""
        self.world.stack.client.projects.update(
            self.model.name, classes=classes, classes_base=self.live(), **more
        )

    def check(self) -> None:
        """Nothing is left to do, the service holds what must be there, and state says so."""
        self.world.stack.preview("--expect-no-changes")
        self.check_service()
        (entry,) = entries_of(self.world.stack)
        assert not entry.get("delete")
        assert bool(entry.get("external")) is self.model.looks
        # One that is only looked at is known by what the program calls it.
        assert entry["id"] in ((self.id, self.model.name) if self.model.looks else (self.id,))

    def check_service(self) -> None:
        """The project is there, unarchived, with all its images and annotations."""
        now = look(self.world)
        assert now.pop(FOREIGN) == self.foreign
        ((name, (project, annotations)),) = now.items()
        self.id = self.id or project.id
        assert (project.id, project.is_archived) == (self.id, False)
        assert (project.image_count, annotations) == (self.model.images, self.model.annotations)
        assert (name, project.description or "") == (self.model.name, self.model.description)
        live = [(cls.name, cls.color) for cls in project.classes]
        foreign = [cls for cls in live if cls in self.model.foreign]
        assert [cls for cls in live if cls not in foreign] == self.model.classes
        assert sorted(foreign) == sorted(self.model.foreign)
        assert places_of(self.world.key, self.world.stack.root) == []
