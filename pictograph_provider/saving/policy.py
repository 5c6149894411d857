"""May something go without having been saved? A stack or a project can say that nothing may."""

from __future__ import annotations

from dataclasses import dataclass

from pictograph_provider.saving.places import EXAMPLE
from pictograph_provider.spelling import PYTHON, Spelling

STACK_SETTING = "pictograph:requireSave"
"""The setting of a stack in which nothing may go that was not saved."""


@dataclass(frozen=True)
class SavePolicy:
    """Where annotations are saved before they are removed, and whether they have to be.

    Attributes:
        place: a folder, relative to the program's, or a URL; None saves nothing.
        by_stack, by_project: who permits no removal of what was not saved.
    """

    place: str | None = None
    by_stack: bool = False
    by_project: bool = False

    @property
    def required(self) -> bool:
        return self.by_stack or self.by_project

    def refusal(self, spelling: Spelling = PYTHON) -> str | None:
        """Why a removal that destroys annotations is refused though it is permitted, or None."""
        if self.place is not None or not self.required:
            return None
        who, setting = (
            ("this stack", STACK_SETTING)
            if self.by_stack
            else ("this project", spelling.assign("require_save", True))
        )
        return (
            f"{who} permits no removal of annotations that are not saved first "
            f"({setting}). Say where to: {spelling.assign('save_before_removal', EXAMPLE)} in "
            f"{spelling.source}, or pulumi config set pictograph:saveBeforeRemoval {EXAMPLE}"
        )
