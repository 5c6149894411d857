"""What a person can write to get on, when a plan is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from pictograph_provider.guard.decide import Decision, Ruling
from pictograph_provider.plan import Loss
from pictograph_provider.plan.text import first_of, largest_first
from pictograph_provider.spelling import Consent, Spelling
from pictograph_provider.texts import WIDTH, Line, quoted_if_needed

T = TypeVar("T")
Way = tuple[str, Sequence[str]]

FEW = 5
"""Where not all entries of a way out are shown, these many are: enough to see how it is written."""

LONGEST_LABEL = 18
"""Characters of a label that has its lines beside it; below a longer one they follow."""

MOST_PASTED = 60
"""Moves are wanted whole, as one block to paste, up to this many."""


def ways_out(
    stops: Sequence[Ruling], decision: Decision, spelling: Spelling, most: int | None
) -> list[str]:
    """Each way out as the lines to write, in columns where they fit."""
    return [*_columns(ways(stops, decision, spelling, most))]


def ways(
    stops: Sequence[Ruling], decision: Decision, spelling: Spelling, most: int | None
) -> list[Way]:
    """Each way out by its label, with the lines to write."""
    losses = largest_first((ruling.loss for ruling in stops), decision.usage)
    it = "it" if len(losses) == 1 else "them"
    foreign = all(loss.why == "foreign" for loss in losses)
    declared = [*_declared(losses, decision, spelling, most)]
    found: list[Way] = [(f"declare {it}" if foreign else f"keep {it}", declared)]
    if any(loss.why == "foreign" for loss in losses):
        found.append((f"leave {it}" if foreign else "leave foreign", spelling.keep_foreign()))
    found += _renamed(losses, decision, spelling, most)
    found += _renamed_beside_others(losses, decision, spelling, most)
    found.append((f"destroy {it}", _consent(losses, decision, spelling, most)))
    return found


def _declared(
    losses: Sequence[Loss], decision: Decision, spelling: Spelling, most: int | None
) -> Iterator[str]:
    first = _few(losses, most)
    yield from spelling.classes([(loss.name, loss.type, loss.color) for loss in first])
    if len(first) < len(losses):
        yield f"{spelling.comment} and {len(losses) - len(first):,} more"
    moves = decision.plan.declared_moves
    again = {loss.name for loss in losses if loss.name in moves}
    if again:
        # Declared again while its move is still in the program, a class would be moved again.
        left = {old: new for old, new in moves.items() if old not in again}
        yield from spelling.moves(left, remark="without the move that was made")


def _renamed(
    losses: Sequence[Loss], decision: Decision, spelling: Spelling, most: int | None
) -> Iterator[Way]:
    hinted = {loss.label: loss for loss in losses if loss.looks_like}
    # In the order of the list, as a person would write them.
    found = [loss for loss in decision.plan.losses if loss.label in hinted]
    if not found:
        return
    first = found[:FEW] if most and len(found) > MOST_PASTED else found
    note = f"and {len(found) - len(first):,} more" if len(first) < len(found) else ""
    moves = {loss.name: loss.looks_like or "" for loss in first}
    every = {**decision.plan.declared_moves, **moves}
    label = "it was renamed" if len(found) == 1 else "they were renamed"
    sure = all(loss.likely for loss in found)
    lines = spelling.moves(every, note, remark="keeps annotations")
    yield label if sure else f"if {label}", lines


def _renamed_beside_others(
    losses: Sequence[Loss], decision: Decision, spelling: Spelling, most: int | None
) -> Iterator[Way]:
    """Where some were renamed and others are meant to go: both in one `up`."""
    renamed = {loss.name: loss.looks_like for loss in decision.plan.losses if loss.looks_like}
    others = [loss for loss in losses if loss.name not in renamed]
    moves = {loss.name: loss.looks_like or "" for loss in losses if loss.looks_like}
    if not moves or not others or max(len(moves), len(others)) > FEW:
        return
    it = "it" if len(moves) == 1 else "them"
    rest = others[0].name if len(others) == 1 else "the rest"
    lines = spelling.moves_and_consent(
        {**decision.plan.declared_moves, **moves}, _granted(_names(others), decision)
    )
    yield f"rename {it}, destroy {quoted_if_needed(rest)}", lines


def _consent(
    losses: Sequence[Loss], decision: Decision, spelling: Spelling, most: int | None
) -> list[str]:
    names = _names(losses)
    first = _few(names, most)
    left = len(names) - len(first)
    return spelling.consent(_granted(first, decision), f"and {left:,} more" if left else "")


def _names(losses: Sequence[Loss]) -> Sequence[str]:
    # Each once: two classes of one name and different types are permitted by one entry.
    return [*dict.fromkeys(loss.name for loss in losses)]


def _granted(names: Sequence[str], decision: Decision) -> Consent:
    """The consent as it would have to be written, with what is already there and still needed."""
    granted = {
        each.loss.name: each.bound for each in decision.rulings if each.outcome == "consented"
    }
    exceeded = {
        each.loss.name: each.annotations for each in decision.rulings if each.outcome == "exceeded"
    }
    wanted: Consent = granted | {name: exceeded.get(name) for name in names}
    # A bound for one class needs one for each; where not all is counted, none can be kept.
    if all(ruling.sure for ruling in decision.rulings) and any(
        bound is not None for bound in wanted.values()
    ):
        counts = {each.loss.name: each.annotations for each in decision.rulings}
        wanted = {name: counts[name] if bound is None else bound for name, bound in wanted.items()}
    else:
        wanted = dict.fromkeys(wanted)
    return wanted


def _few(items: Sequence[T], most: int | None) -> Sequence[T]:
    return items if len(first_of(items, most)) == len(items) else items[:FEW]


def _columns(ways: Sequence[Way]) -> Iterator[str]:
    start = 2 + max(len(label) for label, _ in ways if len(label) <= LONGEST_LABEL) + 2
    for label, lines in ways:
        block = len(label) > LONGEST_LABEL or any(line.startswith(" ") for line in lines)
        if not block and all(start + len(line) <= WIDTH for line in lines):
            first, *rest = lines
            yield Line(f"  {label}".ljust(start) + first, "way")
            yield from (Line(" " * start + line, "way") for line in rest)
        else:
            yield f"  {label}"
            yield from (Line(f"    {line}", "way") for line in lines)
