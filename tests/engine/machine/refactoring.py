"""The program is put in another order, and its project stays what it is."""

from __future__ import annotations

from tests.engine.machine.model import RESOURCES
from tests.engine.machine.steps import Steps, due

WAYS = ("alias", "adopt", "neither, then alias", "neither, then adopt")
TAKEN = "exists already"
TWINS = "belongs to resource|both hold project|exists already"


class Refactored(Steps):
    """All the steps, those of a refactoring too."""

    @due()
    def resource_renamed(self, pick: int) -> None:
        others = [name for name in RESOURCES if name != self.model.resource]
        alias = f"Alias(name={self.model.resource!r})"
        self._put(pick, alias, resource=self.one(pick, others))

    @due()
    def resource_moved(self, pick: int) -> None:
        """Under a component, or out of it."""
        was = "team" if self.model.parent else "ROOT_STACK_RESOURCE"
        self._put(pick, f"Alias(parent={was})", parent=not self.model.parent)

    @due()
    def duplicated(self, pick: int) -> None:
        """A second resource declares the same project, and is taken out again."""
        with self.life.refused(TWINS, "--continue-on-error"):
            self.model.twin = self.one(pick, ("bare", "adopt"))
        self.life.up()

    @due()
    def replaced(self, pick: int) -> None:
        """`--replace` of a project with images is refused, and the next `up` is as before."""
        with self.life.refused("pulumi up without --replace", "--replace", self.model.urn):
            pass
        self.up(pick)

    @due()
    def looked_at(self, pick: int) -> None:
        """By its name or its id; then it is managed again."""
        self.model.get = self.one(pick, (self.model.name, self.life.id))
        self.up(pick)
        self.model.get = ""
        if pick % 2:
            with self.life.refused(TAKEN):
                pass
        self.model.adopt = True
        self.up(pick + 1)

    def _put(self, pick: int, alias: str, **where: object) -> None:
        """Put the resource elsewhere, in one way or another."""
        way = self.one(pick // 4, WAYS)  # each way with each trouble: both follow from the pick
        self.steps.append(f"  {way}")
        if "neither" in way:
            with self.life.refused(TAKEN, "--continue-on-error"):
                vars(self.model).update(where)
        vars(self.model).update(where)
        self.model.adopt = way.endswith("adopt")
        self.model.alias = "" if self.model.adopt else alias
        self.up(pick)
