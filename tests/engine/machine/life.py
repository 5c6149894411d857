"""A project's life in any order: changes of the program, other people's work, faults and kills."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.engine.crashes.converged import assert_no_key, look
from tests.engine.crashes.heal import heal
from tests.engine.crashes.operations import UP
from tests.engine.crashes.world import STRANGER, World
from tests.engine.machine.model import COLORS, PROJECTS, Model
from tests.engine.machine.trouble import NONE, Trouble, troubles
from tools.engine import Engine

colors = st.sampled_from(COLORS)
numbers = st.integers(1, 3)


class Life(RuleBasedStateMachine):
    """Each step that runs Pulumi ends with everything as it must be."""

    def __init__(self, engine: Engine, root: Path, steps: list[str]) -> None:
        super().__init__()
        self._open = ExitStack()
        self.world = self._open.enter_context(World.new(engine, root))
        self.stranger = look(self.world)[STRANGER]
        self.model = Model()
        self.steps = steps
        self.idle = False
        """Whether it would be the same once more."""

    def teardown(self) -> None:
        self._open.close()

    # What the program changes.

    @initialize(trouble=troubles)
    def created(self, trouble: Trouble) -> None:
        self._up("created", trouble)
        self._label(dict.fromkeys(self.model.declared, 2))

    @precondition(lambda self: self.model.free)
    @rule(data=st.data(), color=colors, trouble=troubles)
    def added(self, data: st.DataObject, color: str, trouble: Trouble) -> None:
        self.model.classes.append((data.draw(st.sampled_from(self.model.free)), color))
        self._up("added", trouble)

    @precondition(lambda self: self.model.classes)
    @rule(data=st.data(), color=colors, trouble=troubles)
    def recolored(self, data: st.DataObject, color: str, trouble: Trouble) -> None:
        self.model.recolored(data.draw(st.sampled_from(self.model.declared)), color)
        self._up("recolored", trouble)

    @rule(data=st.data(), trouble=troubles)
    def reordered(self, data: st.DataObject, trouble: Trouble) -> None:
        self.model.classes = data.draw(st.permutations(self.model.classes))
        self._up("reordered", trouble)

    @precondition(lambda self: self.model.classes)
    @rule(data=st.data(), trouble=troubles)
    def class_moved(self, data: st.DataObject, trouble: Trouble) -> None:
        old = data.draw(st.sampled_from(self.model.declared))
        others = [name for name in self.model.free + self.model.declared if name != old]
        self.model.moved(old, data.draw(st.sampled_from(others)))
        self._up("class moved", trouble)

    @precondition(lambda self: self.model.classes)
    @rule(data=st.data(), trouble=troubles)
    def removed_with_consent(self, data: st.DataObject, trouble: Trouble) -> None:
        name = data.draw(st.sampled_from(self.model.declared))
        self.model.without(name)
        self.model.consent = [name]
        self.model.annotations.pop(name, None)
        self._up("removed with consent", trouble)

    @precondition(lambda self: not self.idle)
    @precondition(lambda self: bool({*self.model.declared} & {*self.model.annotations}))
    @rule(data=st.data())
    def removed_without_consent(self, data: st.DataObject) -> None:
        used = sorted({*self.model.declared} & {*self.model.annotations})
        before = self.model.classes
        self.model.without(data.draw(st.sampled_from(used)))
        self._declare()
        assert "refused: nothing was changed" in self.world.stack.up(ok=False)
        self.model.classes = before
        self._declare()
        self._check()
        self.steps.append("removed without consent: refused")
        self.idle = True

    @rule(name=st.sampled_from(PROJECTS), description=st.sampled_from(("", "a", "b")), t=troubles)
    def renamed(self, name: str, description: str, t: Trouble) -> None:
        self.model.name, self.model.description = name, description
        self._up("renamed", t)

    # What other people do meanwhile.

    @precondition(lambda self: self.model.classes)
    @rule(data=st.data(), count=numbers)
    def labelled(self, data: st.DataObject, count: int) -> None:
        names = [name for name, _ in self.model.classes + self.model.foreign]
        self._label({data.draw(st.sampled_from(names)): count})

    @precondition(lambda self: self.model.free)
    @rule(data=st.data(), color=colors, count=numbers)
    def added_elsewhere(self, data: st.DataObject, color: str, count: int) -> None:
        name = data.draw(st.sampled_from(self.model.free))
        self._write([*self._live(), {"name": name, "type": "bbox", "color": color}])
        self.model.foreign.append((name, color))
        self._label({name: count})

    @precondition(lambda self: self.model.foreign)
    @rule(trouble=troubles)
    def taken_into_the_program(self, trouble: Trouble) -> None:
        self.model.classes.append(self.model.foreign.pop())
        self._up("taken into the program", trouble)

    @rule(name=st.sampled_from(PROJECTS), color=colors, trouble=troubles)
    def changed_elsewhere(self, name: str, color: str, trouble: Trouble) -> None:
        declared = self.model.declared
        live = [{**c, "color": color} if c["name"] in declared else c for c in self._live()]
        self._write(live, **({} if name == self.model.name else {"new_name": name}))
        self.world.stack.refresh()
        self._up("changed elsewhere", trouble)

    @rule(trouble=troubles)
    def deleted_elsewhere(self, trouble: Trouble) -> None:
        self.world.stack.client.projects.delete(self.model.name)
        self.world.stack.refresh()
        self.model.foreign, self.model.annotations = [], {}
        self._up("deleted elsewhere", trouble)

    @precondition(lambda self: not self.idle)
    @rule()
    def refreshed(self) -> None:
        self.world.stack.refresh()
        self._check()
        self.steps.append("refreshed")
        self.idle = True

    # What must hold.

    def _up(self, what: str, trouble: Trouble) -> None:
        self._declare()
        if not trouble.run(self.world, *UP).ok:
            assert trouble != NONE
            heal(self.world, *UP)
        self._check()
        self.steps.append(f"{what}: {trouble}")
        self.idle = False
        self.model.settled()

    def _check(self) -> None:
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
        assert_no_key(self.world)

    def _label(self, counts: dict[str, int]) -> None:
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
