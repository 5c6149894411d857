"""What may happen in a project's life, in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.engine.machine.life import Life
from tests.engine.machine.model import COLORS, POLICIES, PROJECTS, Model
from tests.engine.machine.trouble import trouble
from tools.engine import Engine

Item = TypeVar("Item")
Step = Callable[..., None]
PICK = st.integers(0, 999)

_possible: dict[str, Callable[[Model], object]] = {}


def due(possible: Callable[[Model], object] = lambda model: True) -> Callable[[Step], Any]:
    """A rule: of the steps that can be taken, those come first that came least often.

    So a life that is short meets each of them too.
    """

    def decorate(step: Step) -> Any:
        name = step.__name__
        _possible[name] = possible

        def holds(machine: Steps) -> bool:
            ready = [each for each, can in _possible.items() if can(machine.life.model)]
            least = min(machine.taken[each] for each in ready)
            return name in ready and machine.taken[name] == least

        def taken(machine: Steps, pick: int) -> None:
            machine.steps.append(f"{name} {pick}")
            step(machine, pick)
            machine.taken[name] += 1

        taken.__name__ = name
        return precondition(holds)(rule(pick=PICK)(taken))

    return decorate


class Steps(RuleBasedStateMachine):
    """Changes of the program, and other people's work.

    All that a step chooses comes from one number and from how many steps there were.
    """

    def __init__(self, engine: Engine, root: Path, steps: list[str]) -> None:
        super().__init__()
        self._open = ExitStack()
        self.life = self._open.enter_context(Life.begin(engine, root))
        self.taken: Counter[str] = Counter()
        self.steps = steps

    def teardown(self) -> None:
        self._open.close()

    @property
    def model(self) -> Model:
        return self.life.model

    def up(self, pick: int) -> None:
        """`pulumi up`, in one trouble or another."""
        meets = trouble(pick + self.taken.total())
        self.steps.append(f"  {meets}")
        self.life.up(meets)

    def one(self, pick: int, choices: Sequence[Item]) -> Item:
        return choices[(pick + self.taken.total()) % len(choices)]

    # What the program changes.

    @initialize(pick=PICK)
    def created(self, pick: int) -> None:
        self.model.on_delete = self.one(pick, POLICIES)
        self.up(pick)
        self.life.label(*self.model.declared)

    @due(lambda model: model.free)
    def added(self, pick: int) -> None:
        self.model.classes.append((self.one(pick, self.model.free), self.one(pick, COLORS)))
        self.up(pick)

    @due(lambda model: model.classes)
    def recolored(self, pick: int) -> None:
        self.model.recolored(self.one(pick, self.model.declared), self.one(pick, COLORS))
        self.up(pick)

    @due(lambda model: len(model.classes) > 1)
    def reordered(self, pick: int) -> None:
        at = 1 + pick % (len(self.model.classes) - 1)
        self.model.classes = self.model.classes[at:] + self.model.classes[:at]
        self.up(pick)

    @due(lambda model: len(model.classes) > 1)
    def class_moved(self, pick: int) -> None:
        old = self.one(pick, self.model.declared)
        others = [name for name in self.model.free + self.model.declared if name != old]
        self.model.moved(old, self.one(pick, others))
        self.up(pick)

    @due(lambda model: model.classes)
    def consented_removal(self, pick: int) -> None:
        name = self.one(pick, self.model.declared)
        self.model.without(name)
        self.model.consent = [name]
        self.model.annotations.pop(name, None)
        self.up(pick)

    @due(lambda model: model.used)
    def bare_removal(self, pick: int) -> None:
        """Without a consent, of a class that annotations use."""
        with self.life.refused("it was refused, and nothing was changed"):
            self.model.without(self.one(pick, self.model.used))
        self.life.up()  # the last step's consent is no longer in the program

    @due()
    def renamed(self, pick: int) -> None:
        self.model.name = self.one(pick, PROJECTS)
        self.model.description = f"Number {pick}"
        self.up(pick)

    # What other people do meanwhile.

    @due(lambda model: model.free)
    def added_elsewhere(self, pick: int) -> None:
        name, color = self.one(pick, self.model.free), self.one(pick, COLORS)
        self.life.write([*self.life.live(), {"name": name, "type": "bbox", "color": color}])
        self.model.foreign.append((name, color))
        self.life.label(name)

    @due(lambda model: model.foreign)
    def taken_into_the_program(self, pick: int) -> None:
        self.model.classes.append(self.model.foreign.pop())
        self.up(pick)

    @due()
    def changed_elsewhere(self, pick: int) -> None:
        declared, name = self.model.declared, self.one(pick, PROJECTS)
        color = {"color": self.one(pick, COLORS)}
        live = [{**c, **(color if c["name"] in declared else {})} for c in self.life.live()]
        self.life.write(live, **({} if name == self.model.name else {"new_name": name}))
        self.life.world.stack.refresh()
        self.up(pick)

    @due()
    def deleted_elsewhere(self, pick: int) -> None:
        self.life.deleted_elsewhere()
        self.up(pick)
        self.life.label(*self.model.declared)

    @due()
    def refreshed(self, pick: int) -> None:
        self.life.world.stack.refresh()
        self.life.check()
