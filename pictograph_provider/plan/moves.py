"""Declared moves: which are still to be made, in which order, and which cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from pictograph_provider.classes import DeclaredClass, canonical_type
from pictograph_provider.plan.shapes import Move
from pictograph_provider.spelling import PYTHON, Spelling
from pictograph_provider.texts import python_literal, quoted_if_needed

if TYPE_CHECKING:
    from pictograph_provider.models import ProjectClass


def move_problems(
    moves: Mapping[str, str],
    declared: Collection[str],
    before: Collection[str] = (),
    spelling: Spelling = PYTHON,
) -> list[str]:
    """What is wrong with declared moves by themselves, a sentence each.

    A name that is moved away cannot be declared as well: once the move was made, the next
    `up` would move the new class of that name too. So swaps and shifts in one step are
    refused, and a move can stay in the program for ever without doing anything twice.

    Args:
        declared: names of the classes that the program declares.
        before: names of those that it declared when it was last provisioned.
    """
    setting = spelling.setting("class_moves")
    problems = []
    undeclared: defaultdict[str, list[str]] = defaultdict(list)
    for old, (target, _) in destinations(moves).items():
        if target is None:
            problems.append(
                f"{setting} goes in a circle from {python_literal(old)}. Two names cannot be "
                "swapped in one step: move one of them to a third name first, run up, then go on."
            )
        elif old in declared:
            problems.append(
                f"{setting} moves {python_literal(old)} to {python_literal(moves[old])}, but "
                f"classes still declares {python_literal(old)}: the next up would move it again. "
                "Move it and run up first, then declare the name again and take the move out."
            )
        elif target not in declared:
            undeclared[target].append(old)
    new = [name for name in declared if name not in before and name not in moves.values()]
    for target, names in undeclared.items():
        gone = target in before and len(new) == 1
        problems.append(_undeclared(target, names, new[0] if gone else None, spelling))
    return problems


def _undeclared(target: str, names: Sequence[str], new: str | None, spelling: Spelling) -> str:
    """A move was left in the program, and its class is declared no longer."""
    setting = spelling.setting("class_moves")
    listed = " and ".join(map(python_literal, names))
    step = f"{python_literal(target)}: {python_literal(new or 'NEW NAME')}"
    entry = " ".join(map(str.strip, spelling.classes([(target, "...", None)])))
    renamed = (
        f"it is {quoted_if_needed(new)} now"
        if new
        else f"{python_literal(target)} has another name now"
    )
    return (
        f"{setting} moves {listed} to {python_literal(target)}, but classes does not declare "
        f"{python_literal(target)}. If {renamed}, add to {setting}: {step}. If it is gone, take "
        f"{listed} out of {setting}. Else declare it: {entry}."
    )


def destinations(moves: Mapping[str, str]) -> dict[str, tuple[str | None, int]]:
    """Where each old name ends when moves follow one another, and after how many of them.

    The end is None where they go in a circle.
    """
    ends: dict[str, tuple[str | None, int]] = {}
    for old in moves:
        path: dict[str, None] = {}
        name = old
        while name in moves and name not in ends and name not in path:
            path[name] = None
            name = moves[name]
        end, steps = (None, 0) if name in path else ends.get(name, (name, 0))
        # From the end of the path back: each name is one move further from it.
        for step in reversed(path):
            steps += 1
            ends[step] = end, steps
    return ends


def apply_moves(
    live: Sequence[ProjectClass],
    moves: Mapping[str, str],
    over: Collection[str],
    declared: Mapping[str, DeclaredClass],
) -> tuple[list[Move], list[ProjectClass], list[str]]:
    """The moves still to be made, the list as it will be after them, and what forbids one.

    Args:
        over: old names of the moves that were made before; they are not made again.
        declared: declared classes by name.
    """
    steps: list[Move] = []
    problems: list[str] = []
    # By place: in a long list, each removal would else move all that come behind.
    after: dict[int, ProjectClass] = dict(enumerate(live))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, cls in after.items():
        places[cls.name].append(place)
    ends = destinations(moves)
    # The nearest to its destination first: it becomes the class that the others merge into.
    for old in sorted(moves, key=lambda name: (ends[name][1], name)):
        new = ends[old][0]
        if old in over or new is None or new not in declared or not places[old]:
            continue
        concerned = [after[place] for place in (*places[old], *places[new])]
        if problem := _forbids(old, declared[new], concerned):
            problems.append(problem)
            continue
        if places[new]:
            steps.append(Move("merge", old, new))
            for place in places.pop(old):
                del after[place]
        else:
            steps.append(Move("rename", old, new))
            places[new] = places.pop(old)
            after |= {place: _renamed(after[place], new) for place in places[new]}
    return steps, list(after.values()), problems


def _forbids(old: str, target: DeclaredClass, concerned: Sequence[ProjectClass]) -> str | None:
    # The service moves by name alone, so every class of either name has to have one type.
    for cls in concerned:
        if canonical_type(cls.type) != target.type:
            return (
                f"{python_literal(old)} cannot move to {python_literal(target.name)}: "
                f"{python_literal(cls.name)} is "
                f"{quoted_if_needed(canonical_type(cls.type) or 'without a type')} in the service, "
                f"and classes declares {python_literal(target.name)} as {target.type}. A move "
                "keeps the annotations, and so it keeps their type."
            )
    return None


def _renamed(cls: ProjectClass, name: str) -> ProjectClass:
    return cls.of_service({**cls.fields(), "name": name})
