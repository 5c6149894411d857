"""Did the program change something, or the service? Decided from state alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pictograph_provider.classes import DeclaredClass, canonical_type, same_field
from pictograph_provider.plan import ClassPlan, Unknown
from pictograph_provider.state.class_text import RecordedClass
from pictograph_provider.state.declaration import Declaration
from pictograph_provider.state.recorded import Recorded
from pictograph_provider.state.settings import CLASS_SETTINGS, DEFAULTS


@dataclass(frozen=True)
class Changes:
    """What provisioning a declaration over what is recorded would change.

    Attributes:
        fields: of the project's own (name, description, annotation_types, classes), those that
            are declared otherwise than they are recorded.
        settings: those that say how to act and differ.
        other: something else that state records differs, which the service knows nothing of.
        archived: the project was last seen archived, which nobody declares.
        plan: from the recorded classes to the declared ones, where one had to be made to tell.
    """

    fields: frozenset[str]
    settings: frozenset[str]
    other: bool
    archived: bool
    plan: ClassPlan | None = None

    def __bool__(self) -> bool:
        return bool(self.fields or self.settings or self.other or self.archived)

    @property
    def classes(self) -> bool:
        """Whether something else is asked of the class list than before."""
        return "classes" in self.fields or not self.settings.isdisjoint(CLASS_SETTINGS)

    @property
    def written(self) -> frozenset[str]:
        """The fields that an update writes.

        A setting alone can ask for a move or a loss: of a class that state does not know, too.
        """
        return self.fields | {"classes"} if self.classes else self.fields

    @property
    def ask(self) -> bool:
        """Whether the service has to be asked before anything true can be said."""
        return bool(self.written or self.archived)


def changes(recorded: Recorded, wanted: Declaration) -> Changes:
    """Compare what is recorded with what is declared."""
    fields = set()
    if wanted.name != recorded.name:
        fields.add("name")
    if wanted.description is not None and wanted.description != (recorded.description or ""):
        fields.add("description")
    if _types_differ(recorded.annotation_types, wanted.annotation_types):
        fields.add("annotation_types")
    plan = None
    if wanted.classes is not None:
        differ, plan = _class_changes(recorded, wanted)
        if differ:
            fields.add("classes")
    settings = {
        key
        for key in DEFAULTS
        if recorded.settings.get(key) != wanted.settings.get(key)
        and (wanted.classes is not None or key not in CLASS_SETTINGS)
    }
    # An import knows no origin, and the first up after it records one: that is no move.
    moved = recorded.origin not in ("", wanted.origin)
    return Changes(
        frozenset(fields),
        frozenset(settings),
        moved or recorded.manages != wanted.manages,
        recorded.archived,
        plan,
    )


def _types_differ(recorded: Sequence[str], wanted: Sequence[str] | Unknown | None) -> bool:
    if wanted is None:
        return False
    return isinstance(wanted, Unknown) or set(wanted) != set(map(canonical_type, recorded))


def _class_changes(recorded: Recorded, wanted: Declaration) -> tuple[bool, ClassPlan | None]:
    """Whether the classes differ, and the plan, where it took one to tell."""
    # Checked, compared and updated, each class list would be planned for over and over.
    if (
        "classes" not in recorded.manages
        or isinstance(wanted.classes, Unknown)
        or recorded.labels != wanted.labels
        or (wanted.order is not None and wanted.order != recorded.order)
    ):
        return True, None
    # Most ups change nothing, and a plan costs them more than all else.
    if not wanted.moves and _alike(recorded.classes, wanted.classes or ()):
        return False, None
    plan = wanted.plan(recorded.name, recorded.live, recorded=recorded.labels, done=recorded.moves)
    # The order counts as it was last declared: a service may keep an order of its own.
    return not replace(plan, reordered=False).empty, plan


def _alike(recorded: Sequence[RecordedClass], declared: Sequence[DeclaredClass]) -> bool:
    """Whether the live classes are just the declared ones, as written."""
    live = {cls.label: cls.row for cls in recorded}
    return live.keys() == {cls.label for cls in declared} and all(
        cls.color in (None, live[cls.label].get("color"))
        and all(same_field(key, text, live[cls.label].get(key)) for key, text in cls.fields.items())
        for cls in declared
    )
