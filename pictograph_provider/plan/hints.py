"""Does a class that goes look like one that comes? Then it may have been renamed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pictograph_provider import colors
from pictograph_provider.classes import DeclaredClass, Unknown
from pictograph_provider.plan.shapes import Loss

NEAR = 0.75
"""How alike two names are at least to be pointed out, from 0 to 1, as difflib counts it."""

SAME_COLOR, SAME_PLACE = 1.0, 0.05
"""What these add to the likeness of the names: the place decides only where those do not."""

REACH = 6
"""How far a name is looked for among many: to compare each with each of some thousands would
take minutes, so it is compared with those that stand this near to it in the alphabet."""


@dataclass(frozen=True)
class Lists:
    """Both lists, as labels in their order; the live one as it is after the moves.

    Attributes:
        adopting: nothing was recorded, so each live class is foreign.
    """

    live: Sequence[str]
    wanted: Sequence[str]
    adopting: bool


def point_out_renames(
    losses: Sequence[Loss], added: Sequence[DeclaredClass], lists: Lists
) -> list[Loss]:
    """Each loss, with the added class of the same type that it was most likely renamed to.

    First those of the same color or with a near name. Of the others, one that stands where
    the old one stood, or the only one that comes where only one goes, is worth saying too.

    Args:
        losses: those whose annotations a move could take along.
        added: those that a move could lead to.
    """
    likely = _likely(losses, added, _mates(losses, added, lists))
    taken = set(likely.values())
    left = [loss for loss in losses if loss.label not in likely]
    weak = [loss for loss in left if loss.why == "removed" or lists.adopting]
    free = [cls for cls in added if cls.label not in taken]
    possible = _only(weak, free) | _mates(weak, free, lists)
    names = {cls.label: cls.name for cls in added}
    return [
        replace(loss, looks_like=names[new], likely=loss.label in likely)
        if (new := likely.get(loss.label) or possible.get(loss.label))
        else loss
        for loss in losses
    ]


def _likely(
    losses: Sequence[Loss], added: Sequence[DeclaredClass], mates: Mapping[str, str]
) -> dict[str, str]:
    """Labels that are alike, old to new: the pair that is most alike first, then the next."""
    scored = []
    places = {loss.label: place for place, loss in enumerate(losses)}
    for type_ in dict.fromkeys(cls.type for cls in added):
        new = _Names([cls for cls in added if cls.type == type_])
        for loss in losses:
            if loss.type == type_:
                for cls, place in new.near(loss):
                    score = _likeness(loss, cls)
                    if score:
                        score += SAME_PLACE * (mates.get(loss.label) == cls.label)
                        scored.append((-score, places[loss.label], place, loss.label, cls.label))
    found: dict[str, str] = {}
    taken = set()
    # Of two as much alike the first in the lists, so that each preview says the same.
    for *_, old, new_label in sorted(scored):
        if old not in found and new_label not in taken:
            taken.add(new_label)
            found[old] = new_label
    return found


class _Names:
    """Added classes of one type, to be found by a name or a color near theirs."""

    def __init__(self, classes: Sequence[DeclaredClass]) -> None:
        self._classes = [*zip(classes, range(len(classes)), strict=True)]
        self._orders: list[list[tuple[str, str, int]]] = []
        if len(classes) > 2 * REACH:
            keys = [(cls.name.casefold(), _color(cls.color), place) for cls, place in self._classes]
            self._orders = [
                sorted(("", name, place) for name, _, place in keys),
                # Two names may differ at the beginning alone.
                sorted(("", name[::-1], place) for name, _, place in keys),
                sorted((color, name, place) for name, color, place in keys if color),
            ]

    def near(self, loss: Loss) -> list[tuple[DeclaredClass, int]]:
        """Those that the loss is compared with, and their places."""
        name = loss.name.casefold()
        keys = [("", name), ("", name[::-1]), (_color(loss.color), name)]
        found: dict[int, None] = {}
        for order, key in zip(self._orders, keys, strict=False):
            start = bisect_left(order, (*key, -1))
            found |= {place: None for *_, place in order[max(0, start - REACH) : start + REACH]}
        return [self._classes[place] for place in found] if self._orders else self._classes


def _only(losses: Sequence[Loss], added: Sequence[DeclaredClass]) -> dict[str, str]:
    """Of each type that goes once and comes once, the two labels."""
    going, coming = defaultdict(list), defaultdict(list)
    for loss in losses:
        going[loss.type].append(loss.label)
    for cls in added:
        coming[cls.type].append(cls.label)
    return {
        labels[0]: coming[type_][0]
        for type_, labels in going.items()
        if len(labels) == len(coming[type_]) == 1
    }


def _mates(losses: Sequence[Loss], added: Sequence[DeclaredClass], lists: Lists) -> dict[str, str]:
    """The added class at the place of each loss: as far behind the same class that stays."""
    going = _gaps(lists.live, {loss.label: loss.type for loss in losses}, set(lists.wanted))
    coming = _gaps(lists.wanted, {cls.label: cls.type for cls in added}, set(lists.live))
    return {
        old: new
        for gap, labels in going.items()
        for old, new in zip(labels, coming[gap], strict=False)
    }


def _gaps(
    labels: Sequence[str], types: Mapping[str, str], other: Collection[str]
) -> defaultdict[tuple[str | None, str], list[str]]:
    """Classes of one list, by the class before them that is in both lists, and by type."""
    gaps: defaultdict[tuple[str | None, str], list[str]] = defaultdict(list)
    before: str | None = None
    for key in labels:
        if key in other:
            before = key
        elif key in types:
            gaps[before, types[key]].append(key)
    return gaps


def _likeness(loss: Loss, cls: DeclaredClass) -> float:
    """How much speaks for a rename; zero where neither color nor name do."""
    color = _color(cls.color)
    same_color = color != "" and color == _color(loss.color)
    names = SequenceMatcher(None, loss.name.casefold(), cls.name.casefold())
    # An upper bound, found in no time: most names are nothing like each other.
    if not same_color and names.real_quick_ratio() < NEAR:
        return 0
    alike = names.ratio()
    return alike + SAME_COLOR * same_color if same_color or alike >= NEAR else 0


def _color(color: str | Unknown | None) -> str:
    if color is None or isinstance(color, Unknown):
        return ""
    return colors.canonical(color) or color
