"""Declared moves: which are still to be made, in which order, and which cannot be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pictograph_provider.classes import canonical_type
from pictograph_provider.models import ProjectClass
from pictograph_provider.plan.shapes import DeclaredClass, Move


def move_problems(moves: Mapping[str, str], declared: Collection[str]) -> list[str]:
    """What is wrong with declared moves by themselves, a sentence each.

    A name that is moved away cannot be declared as well: once the move was made, the next
    `up` would move the new class of that name too. So swaps and shifts in one step are
    refused, and a move can stay in the program for ever without doing anything twice.
    """
    problems = []
    for old, new in moves.items():
        target = destination(old, moves)
        if target is None:
            problems.append(
                f'class_moves goes in a circle from "{old}". Two names cannot be swapped in '
                "one step: move one of them to a third name first, run up, then go on."
            )
        elif old in declared:
            problems.append(
                f'class_moves moves "{old}" to "{new}", but classes still declares "{old}": '
                "the next up would move it again. Move it and run up first, then declare "
                "the name anew and take the move out."
            )
        elif target not in declared:
            problems.append(
                f'class_moves moves "{old}" to "{target}", but classes does not declare '
                f'"{target}": add ProjectClass(name="{target}", type=...).'
            )
    return problems


def destination(old: str, moves: Mapping[str, str]) -> str | None:
    """Where a name ends when moves follow one another, or None if they go in a circle."""
    seen = {old}
    name = moves[old]
    while name in moves:
        if name in seen:
            return None
        seen.add(name)
        name = moves[name]
    return None if name in seen else name


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
    after = list(live)
    # The nearest to its destination first: it becomes the class that the others merge into.
    for old in sorted(moves, key=lambda name: (_distance(name, moves), name)):
        new = destination(old, moves)
        if old in over or new is None or new not in declared or not _named(after, old):
            continue
        problem = _forbids(after, old, declared[new])
        if problem:
            problems.append(problem)
        elif _named(after, new):
            steps.append(Move("merge", old, new))
            after = [cls for cls in after if cls.name != old]
        else:
            steps.append(Move("rename", old, new))
            after = [_renamed(cls, new) if cls.name == old else cls for cls in after]
    return steps, after, problems


def _forbids(live: Sequence[ProjectClass], old: str, target: DeclaredClass) -> str | None:
    # The service moves by name alone, so every class of either name has to have one type.
    for cls in (*_named(live, old), *_named(live, target.name)):
        if canonical_type(cls.type) != target.type:
            return (
                f'"{old}" cannot move to "{target.name}": "{cls.name}" is '
                f"{canonical_type(cls.type) or 'without a type'} in the service, and classes "
                f'declares "{target.name}" as {target.type}. A move keeps the annotations, '
                "and so it keeps their type."
            )
    return None


def _named(live: Sequence[ProjectClass], name: str) -> list[ProjectClass]:
    return [cls for cls in live if cls.name == name]


def _renamed(cls: ProjectClass, name: str) -> ProjectClass:
    return ProjectClass(**{**cls.fields(), "name": name})


def _distance(name: str, moves: Mapping[str, str]) -> int:
    steps = 0
    while name in moves and steps <= len(moves):
        name = moves[name]
        steps += 1
    return steps
