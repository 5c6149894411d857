"""What is about to be removed, and so has to be saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pictograph_provider.models import Project
from pictograph_provider.saving.receipt import Why, fits


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
    classes: Sequence[tuple[Mapping[str, Any], Why]]
    whole: bool
    counted: Mapping[str, int]
    counted_at: datetime

    @property
    def names(self) -> list[str]:
        """Names of the classes, each once."""
        return list(dict.fromkeys(str(entry["name"]) for entry, _ in self.classes))

    def takes(self, annotation: Mapping[str, Any]) -> bool:
        """Whether an annotation of the project is removed too."""
        return self.whole or any(fits(entry, annotation) for entry, _ in self.classes)
