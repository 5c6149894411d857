"""Compare the declared class list with the live one, class by class, never by index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, cast

from pictograph_provider import colors
from pictograph_provider.classes import (
    UNKNOWN,
    ClassRow,
    DeclaredClass,
    Unknown,
    canonical_type,
    label,
    row_label,
    same_field,
)
from pictograph_provider.plan.hints import Lists, point_out_renames
from pictograph_provider.plan.moves import apply_moves
from pictograph_provider.plan.order import as_live, is_reordered, with_kept
from pictograph_provider.plan.shapes import ClassPlan, Edit, Loss, Recolor

if TYPE_CHECKING:
    from pictograph_provider.models import ProjectClass


def make_plan(
    project: str,
    *,
    recorded: Collection[str],
    declared: Sequence[DeclaredClass] | Unknown,
    live: Sequence[ProjectClass],
    moves: Mapping[str, str] | None = None,
    done: Mapping[str, str] | None = None,
    keep_foreign: bool = False,
    ordered: bool = True,
) -> ClassPlan:
    """What it takes to make the live classes the declared ones.

    Args:
        project: the project's name, for the words of the plan.
        recorded: labels of the classes that the program declared when it was last
            provisioned. A live class that is neither recorded nor declared is foreign.
        declared: the classes that the program declares now, in their order.
        live: the classes as the service holds them.
        moves: declared moves, old name to new name.
        done: the moves that were provisioned before. Each is made once: a live class that
            has the old name of one now is somebody's new class, so it is foreign.
        keep_foreign: leave foreign classes where they are instead of losing them.
        ordered: the order is declared too; else it stays as it is.
    """
    if isinstance(declared, Unknown):
        return ClassPlan(project, unknown=True)
    moves = moves or {}
    # A move whose target the program has changed since is another move, and still to be made.
    over = {old for old, new in (done or {}).items() if moves.get(old) == new}
    steps, after, problems = apply_moves(live, moves, over, {cls.name: cls for cls in declared})
    declared = declared if ordered else as_live(declared, after)
    now = {_label(cls): cls for cls in after}
    wanted = {cls.label: cls for cls in declared}
    types = {cls.name: cls.type for cls in declared}

    names: defaultdict[str, list[str]] = defaultdict(list)
    for key, cls in now.items():
        names[cls.name].append(key)
    gone = [
        # What has the old name of a move that was made is somebody's new class, recorded or not.
        _loss(cls, types, () if cls.name in over else recorded, now, names[cls.name])
        for key, cls in now.items()
        if key not in wanted
    ]
    kept = [loss.label for loss in gone if keep_foreign and loss.why == "foreign"]
    staying = set(kept)
    losses = [loss for loss in gone if loss.label not in staying]
    added = [cls for key, cls in wanted.items() if key not in now]
    hinted = _hinted(losses, added, Lists([*now], [*wanted], not recorded), types, names, moves)
    both = [(cls, now[key]) for key, cls in wanted.items() if key in now]

    # Backwards, so that of two classes of one name the first counts.
    namesakes = {cls.name: cls for cls in reversed(after)}
    # A class of another type keeps what else the live one of its name has.
    entries = [_entry(cls, now.get(cls.label) or namesakes.get(cls.name)) for cls in declared]
    result = with_kept(entries, [cls.fields() for cls in after], staying)
    return ClassPlan(
        project,
        moves=tuple(steps),
        losses=hinted,
        added=tuple(added),
        recolored=tuple(
            Recolor(cls.label, old.color, cls.color)
            for cls, old in both
            if cls.color is not None and not _same_color(cls.color, old.color)
        ),
        edited=tuple(Edit(cls.label, fields) for cls, old in both if (fields := _edited(cls, old))),
        kept=tuple(kept),
        reordered=is_reordered(list(now), [row_label(entry) for entry in result]),
        problems=tuple(problems),
        declared_moves=moves,
        made=over,
        base=tuple(cls.fields() for cls in after),
        result=tuple(result),
    )


def _label(cls: ProjectClass) -> str:
    return label(cls.name, cls.type)


def _loss(
    cls: ProjectClass,
    types: Mapping[str, str],
    recorded: Collection[str],
    now: Collection[str],
    named: Sequence[str],
) -> Loss:
    why: Literal["removed", "retyped", "foreign"] = "foreign"
    becomes = types.get(cls.name)
    if becomes is not None and label(cls.name, becomes) not in now:
        why = "retyped"
    elif _label(cls) in recorded:
        why = "removed"
    return Loss(
        cls.name,
        canonical_type(cls.type),
        why,
        becomes=becomes if why == "retyped" else None,
        color=cls.color,
        namesakes=tuple(key for key in named if key != _label(cls)),
    )


def _hinted(
    losses: Sequence[Loss],
    added: Sequence[DeclaredClass],
    lists: Lists,
    declared: Collection[str],
    live: Collection[str],
    moves: Collection[str],
) -> tuple[Loss, ...]:
    """The losses, with likely renames pointed out where a move could be made.

    The service moves by name alone: both names have to stand for one class, and where a
    name of class_moves goes, the program says already.
    """
    free = [
        loss
        for loss in losses
        if not loss.namesakes and loss.name not in declared and loss.name not in moves
    ]
    targets = [cls for cls in added if cls.name not in live]
    hinted = {loss.label: loss for loss in point_out_renames(free, targets, lists)}
    return tuple(hinted.get(loss.label, loss) for loss in losses)


def _same_color(declared: str | Unknown, live: str | None) -> bool:
    return not isinstance(declared, Unknown) and colors.same(declared, live)


def _edited(cls: DeclaredClass, live: ProjectClass) -> tuple[str, ...]:
    if not cls.fields:
        return ()
    old = live.fields()
    return tuple(
        name
        for name, value in cls.fields.items()
        if value is UNKNOWN or not same_field(name, value, old.get(name))
    )


def _entry(cls: DeclaredClass, live: ProjectClass | None) -> ClassRow:
    """The class as it is written: the live entry, with what is declared and differs put in."""
    if live is None:
        entry: dict[str, object] = {"name": cls.name, "type": cls.type}
    else:
        entry = {**live.fields()}
        if canonical_type(live.type) != cls.type:  # retyped: a skeleton is of keypoints only
            entry = {key: value for key, value in entry.items() if key != "skeleton"}
            entry["type"] = cls.type
    if cls.color is not None and not _same_color(cls.color, live.color if live else None):
        entry["color"] = cls.color
    for name, value in cls.fields.items():
        if not same_field(name, value, entry.get(name)):
            entry[name] = value
    return cast(ClassRow, entry)
