"""Does a class that goes look like one that comes? Then it may have been renamed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pictograph_provider import colors
from pictograph_provider.plan.shapes import DeclaredClass, Loss, Unknown

NEAR = 0.75
"""How alike two names are at least to be pointed out, from 0 to 1, as difflib counts it."""


def point_out_renames(
    losses: Iterable[Loss], added: Sequence[DeclaredClass], moves: Collection[str]
) -> list[Loss]:
    """Each loss, with the added class of the same type that looks most like it.

    Args:
        moves: old names of the declared moves; where those classes go, the program says.
    """
    free = list(added)
    hinted = []
    for loss in losses:
        scored = [(_likeness(loss, cls), cls) for cls in free if cls.type == loss.type]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if loss.why == "retyped" or loss.name in moves or best is None or best[0] == 0:
            hinted.append(loss)
        else:
            free.remove(best[1])
            hinted.append(replace(loss, looks_like=best[1].name))
    return hinted


def _likeness(loss: Loss, cls: DeclaredClass) -> float:
    alike = SequenceMatcher(None, loss.name.casefold(), cls.name.casefold()).ratio()
    color = cls.color if not isinstance(cls.color, Unknown) else None
    if loss.color is not None and color is not None and colors.same(loss.color, color):
        return 1 + alike
    return alike if alike >= NEAR else 0
