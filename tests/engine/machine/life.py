"""A project's life in any order: changes of the program, other people's work, faults and kills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.engine.crashes.converged import look
from tests.engine.crashes.heal import heal
from tests.engine.crashes.operations import UP
from tests.engine.crashes.world import STRANGER, World
from tests.engine.leaks import places_of
from tests.engine.machine.model import COLORS, PROJECTS, Model
from tests.engine.machine.trouble import trouble
from tools.engine import Engine

Item = TypeVar("Item")

POSSIBLE: dict[str, Callable[[Model], object]] = {
    "added": lambda model: model.free,
    "added_elsewhere": lambda model: model.free,
    "bare_removal": lambda model: model.used,
    "changed_elsewhere": lambda model: True,
    "class_moved": lambda model: len(model.classes) > 1,
    "consented_removal": lambda model: model.classes,
    "deleted_elsewhere": lambda model: True,
    "recolored": lambda model: model.classes,
    "refreshed": lambda model: True,
    "renamed": lambda model: True,
    "reordered": lambda model: len(model.classes) > 1,
    "taken_into_the_program": lambda model: model.foreign,
}
"""The steps, and when each can be taken."""


def due(step: Callable[..., None]) -> Any:
    """A rule: of the steps that can be taken, those come first that came least often.

    So a life that is short meets each of them too.
    """

    def holds(life: Life) -> bool:
        ready = [name for name, possible in POSSIBLE.items() if possible(life.model)]
        least = min(life.taken[name] for name in ready)
        return step.__name__ in ready and life.taken[step.__name__] == least

    return precondition(holds)(rule(pick=st.integers(0, 999))(step))


class Life(RuleBasedStateMachine):
    """Each step that runs Pulumi ends with everything as it must be.

    All that a step chooses comes from one number and from how many steps there were.
    """

    def __init__(self, engine: Engine, root: Path, steps: list[str]) -> None:
        super().__init__()
        self._open = ExitStack()
        self.world = self._open.enter_context(World.new(engine, root))
        self.stranger = look(self.world)[STRANGER]
        self.model = Model()
        self.taken: Counter[str] = Counter()
        self.steps = steps

    def teardown(self) -> None:
        self._open.close()

    # What the program changes.

    @initialize(pick=st.integers(0, 999))
    def created(self, pick: int) -> None:
        self._up("created", pick)
        self._label(*self.model.declared)

    @due
    def added(self, pick: int) -> None:
        self.model.classes.append((self._one(pick, self.model.free), self._one(pick, COLORS)))
        self._up("added", pick)

    @due
    def recolored(self, pick: int) -> None:
        self.model.recolored(self._one(pick, self.model.declared), self._one(pick, COLORS))
        self._up("recolored", pick)

    @due
    def reordered(self, pick: int) -> None:
        at = 1 + pick % (len(self.model.classes) - 1)
        self.model.classes = self.model.classes[at:] + self.model.classes[:at]
        self._up("reordered", pick)

    @due
    def class_moved(self, pick: int) -> None:
        old = self._one(pick, self.model.declared)
        others = [name for name in self.model.free + self.model.declared if name != old]
        self.model.moved(old, self._one(pick, others))
        self._up("class_moved", pick)

    @due
    def consented_removal(self, pick: int) -> None:
        name = self._one(pick, self.model.declared)
        self.model.without(name)
        self.model.consent = [name]
        self.model.annotations.pop(name, None)
        self._up("consented_removal", pick)

    @due
    def bare_removal(self, pick: int) -> None:
        """Without a consent, of a class that annotations use."""
        before = self.model.classes
        self.model.without(self._one(pick, self.model.used))
        self._declare()
        assert "refused: nothing was changed" in self.world.stack.up(ok=False)
        self.model.classes = before
        self._declare()
        self.world.stack.up()  # the last step's consent is no longer in the program
        self._check("bare_removal", "refused")

    @due
    def renamed(self, pick: int) -> None:
        self.model.name = self._one(pick, PROJECTS)
        self.model.description = f"Number {pick}"
        self._up("renamed", pick)

    # What other people do meanwhile.

    @due
    def added_elsewhere(self, pick: int) -> None:
        name, color = self._one(pick, self.model.free), self._one(pick, COLORS)
        self._write([*self._live(), {"name": name, "type": "bbox", "color": color}])
        self.model.foreign.append((name, color))
        self._label(name)
        self.taken["added_elsewhere"] += 1

    @due
    def taken_into_the_program(self, pick: int) -> None:
        self.model.classes.append(self.model.foreign.pop())
        self._up("taken_into_the_program", pick)

    @due
    def changed_elsewhere(self, pick: int) -> None:
        declared, name = self.model.declared, self._one(pick, PROJECTS)
        color = {"color": self._one(pick, COLORS)}
        live = [{**cls, **(color if cls["name"] in declared else {})} for cls in self._live()]
        self._write(live, **({} if name == self.model.name else {"new_name": name}))
        self.world.stack.refresh()
        self._up("changed_elsewhere", pick)

    @due
    def deleted_elsewhere(self, pick: int) -> None:
        self.world.stack.client.projects.delete(self.model.name)
        self.world.stack.refresh()
        self.model.foreign, self.model.annotations = [], {}
        self._up("deleted_elsewhere", pick)
        self._label(*self.model.declared)

    @due
    def refreshed(self, pick: int) -> None:
        self.world.stack.refresh()
        self._check("refreshed", "")

    # What must hold.

    def _up(self, step: str, pick: int) -> None:
        self._declare()
        meets = trouble(pick + self.taken.total())
        if not meets.run(self.world, *UP).ok:
            heal(self.world, *UP)
        self._check(step, str(meets))
        self.model.settled()

    def _check(self, step: str, what: str) -> None:
        self.world.stack.preview("--expect-no-changes")
        now = look(self.world)
        assert now.pop(STRANGER) == self.stranger
        ((name, (project, annotations)),) = now.items()
        assert (name, project.description or "") == (self.model.name, self.model.description)
        live = [(cls.name, cls.color) for cls in project.classes]
        foreign = [cls for cls in live if cls in self.model.foreign]
        assert [cls for cls in live if cls not in foreign] == self.model.classes
        assert sorted(foreign) == sorted(self.model.foreign)
        assert annotations == self.model.annotations
        assert places_of(self.world.key, self.world.stack.root) == []
        self.taken[step] += 1
        self.steps.append(f"{step.replace('_', ' ')}: {what}")

    def _one(self, pick: int, choices: Sequence[Item]) -> Item:
        return choices[(pick + self.taken.total()) % len(choices)]

    def _label(self, *names: str) -> None:
        counts = dict.fromkeys(names, 2)
        self.world.labels.add(self.model.name, counts)
        for name, count in counts.items():
            self.model.annotations[name] = self.model.annotations.get(name, 0) + count

    def _declare(self) -> None:
        self.world.stack.declare(**self.model.arguments)

    def _live(self) -> list[dict[str, Any]]:
        return [c.fields() for c in self.world.stack.client.projects.get(self.model.name).classes]

    def _write(self, classes: list[dict[str, Any]], **more: Any) -> None:
        self.world.stack.client.projects.update(
            self.model.name, classes=classes, classes_base=self._live(), **more
        )
