"""What is about to be removed, and so has to be saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone

from pictograph_provider.classes import ClassRow, label
from pictograph_provider.guard import Decision
from pictograph_provider.models import Project
from pictograph_provider.plan import Usage
from pictograph_provider.saving.receipt import Why, fits
from pictograph_provider.texts import plural, quoted_if_needed


class ChangedError(Exception):
    """What would be removed now is not what was saved."""


@dataclass(frozen=True)
class Removal:
    """Classes of a project, or all of it, with all annotations that are removed with them.

    Attributes:
        classes: entries as the service holds them, each with why it goes.
        whole: whether the project itself goes, with annotations of whatever class.
        counted: annotations by class name, counted by the service just now.
        counted_at: in UTC.
        origin: Pulumi project, stack and resource name.
    """

    project: Project
    organization_id: str
    origin: str
    classes: Sequence[tuple[ClassRow, Why]]
    whole: bool
    counted: Mapping[str, int]
    counted_at: datetime = field(default_factory=lambda: datetime.now(timezone.utc))

    @classmethod
    def of_classes(
        cls, project: Project, organization_id: str, origin: str, decision: Decision
    ) -> Removal:
        """The classes whose loss was permitted; a class without annotations is none of them."""
        why = {v.loss.label: v.loss.why for v in decision.rulings if v.outcome != "harmless"}
        live = [(entry.fields(), label(entry.name, entry.type)) for entry in project.classes]
        classes = [(entry, why[key]) for entry, key in live if key in why]
        counted = decision.usage.known if decision.usage else {}
        return cls(project, organization_id, origin, classes, whole=False, counted=counted)

    @classmethod
    def of_project(
        cls, project: Project, organization_id: str, origin: str, usage: Usage
    ) -> Removal:
        """The whole project."""
        classes: list[tuple[ClassRow, Why]]
        classes = [(entry.fields(), "deleted") for entry in project.classes]
        return cls(project, organization_id, origin, classes, whole=True, counted=usage.known)

    @property
    def names(self) -> list[str]:
        """Names of the classes, each once."""
        return list(dict.fromkeys(str(entry["name"]) for entry, _ in self.classes))

    def takes(self, annotation: Mapping[str, object]) -> bool:
        """Whether an annotation of the project is removed too."""
        return self.whole or any(fits(entry, annotation) for entry, _ in self.classes)

    def verify_unchanged(self, now: Mapping[str, int], names: Iterable[str]) -> None:
        """Make sure, just before the write, that what goes is what was saved.

        Args:
            now: annotations by class name, counted once more.
            names: of the classes that would lose annotations now.

        Raises:
            ChangedError: somebody has labelled meanwhile.
        """
        saved = self.names
        counted = {name: n for name, n in self.counted.items() if self.whole or name in saved}
        names = list(names)
        found = differences(counted, now, names)
        if not self.whole:
            found += [f"{quoted_if_needed(name)}: not saved" for name in names if name not in saved]
        if found:
            raise ChangedError(
                f"what was saved is not what would be lost now ({'; '.join(found)}): is somebody "
                "labelling? Nothing was removed. Run it again."
            )


def differences(
    saved: Mapping[str, int], counted: Mapping[str, int], names: Iterable[str]
) -> list[str]:
    """Where two counts of annotations by class name differ, a phrase for each class."""
    return [
        f"{quoted_if_needed(name)}: {plural(saved.get(name, 0), 'annotation')} saved, "
        f"{counted.get(name, 0):,} in the service"
        for name in names
        if saved.get(name, 0) != counted.get(name, 0)
    ]
