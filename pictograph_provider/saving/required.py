"""May something go without having been saved? A stack can say that nothing may."""

from __future__ import annotations

from pictograph_provider.saving.places import EXAMPLE
from pictograph_provider.spelling import PYTHON, Spelling

SETTING = "pictograph:requireSave"


def unsaved(place: str | None, *, required: bool, spelling: Spelling = PYTHON) -> str | None:
    """Why a removal that destroys annotations is refused though it is permitted, or None.

    Args:
        place: where they would be saved first; None where nothing saves them.
        required: the stack's setting.
    """
    if place is not None or not required:
        return None
    return (
        "this stack permits no removal of annotations that are not saved first "
        f"({SETTING}). Say where to: {spelling.assign('save_before_removal', EXAMPLE)} in the "
        f"program, or pulumi config set pictograph:saveBeforeRemoval {EXAMPLE}"
    )
