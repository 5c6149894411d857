"""The class list of a dataset: pure functions from lists to lists."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from pictograph_provider.classes import ClassRow
from pictograph_provider.emulator.datasets.schemas import CLASS_KEYS, ClassDefinition
from pictograph_provider.emulator.errors import InvalidError
from pictograph_provider.emulator.settings import Settings

Class = ClassRow
Identity = tuple[str, str | None]

# The real palette is not public; these are the fifteen colors of the vendor's SDK 1.69.146.
PALETTE = (
    *("#e6194b", "#3cb44b", "#4363d8", "#f58231", "#911eb4"),
    *("#42d4f4", "#f032e6", "#bfef45", "#469990", "#9a6324"),
    *("#800000", "#808000", "#000075", "#a9a9a9", "#e6beff"),
)


def identity(item: Class) -> Identity:
    """A class is its name and type, and ``box`` is another word for ``bbox``."""
    return item["name"], canonical_type(item.get("type"))


def canonical_type(type_: str | None) -> str | None:
    return "bbox" if type_ == "box" else type_


def labels(item: Class, name: str, type_: str) -> bool:
    """Whether an annotation of this name and type belongs to the class.

    A class that states no type takes annotations of any.
    """
    return identity(item) in {(name, canonical_type(type_)), (name, None)}


def received(definitions: Iterable[ClassDefinition], settings: Settings, key: str) -> list[Class]:
    """The classes of a body, as sent but for ``bbox``.

    Raises:
        InvalidError: a class has a key the service does not know.
    """
    items = [definition.sent for definition in definitions]
    if not settings.unknown_class_keys:
        for index, item in enumerate(items):
            for unknown in item.keys() - CLASS_KEYS:
                raise InvalidError(["body", key, index, unknown], "Extra inputs are not permitted")
    if settings.store_bbox_as_box:
        items = [{**item, "type": "box"} if item.get("type") == "bbox" else item for item in items]
    return items


def merge(
    stored: Sequence[Class], base: Sequence[Class], wanted: Sequence[Class], settings: Settings
) -> list[Class]:
    """Three-way merge: the edit from ``base`` to ``wanted``, applied to ``stored``.

    Where both sides changed a class, the caller wins. The service contract (section 12) starts
    from the stored order and puts additions last; a caller who gave another order on purpose
    gets it, too, unless the switch says otherwise.
    """
    before = {identity(item): item for item in base}
    after = {identity(item): item for item in wanted}
    removed = before.keys() - after.keys()
    changed = {key: item for key, item in after.items() if item != before.get(key)}
    kept = [changed.get(identity(item), item) for item in stored if identity(item) not in removed]
    present = {identity(item) for item in kept}
    if not settings.merge_applies_order:
        return [*kept, *(item for key, item in changed.items() if key not in present)]
    if _common(before, after) != _common(after, before):
        kept = _in_order_of(after, kept)
    return _with_additions(
        kept, [item for key, item in changed.items() if key not in present], after
    )


def _common(keys: Iterable[Identity], others: Container[Identity]) -> list[Identity]:
    return [key for key in keys if key in others]


def _in_order_of(wanted: dict[Identity, Class], items: Sequence[Class]) -> list[Class]:
    """The items that the caller knows in the caller's order, all others where they are."""
    known = {identity(item): item for item in items if identity(item) in wanted}
    ordered = iter([known[key] for key in wanted if key in known])
    return [next(ordered) if identity(item) in known else item for item in items]


def _with_additions(
    kept: list[Class], added: Sequence[Class], wanted: dict[Identity, Class]
) -> list[Class]:
    """Each addition before the class that follows it in the caller's list, else at the end."""
    order = list(wanted)
    for item in reversed(added):
        places = {identity(other): place for place, other in enumerate(kept)}
        followers = order[order.index(identity(item)) + 1 :]
        kept.insert(next((places[key] for key in followers if key in places), len(kept)), item)
    return kept


def to_store(wanted: Sequence[Class], stored: Sequence[Class], settings: Settings) -> list[Class]:
    """The list as it is stored: names checked, every class with a color.

    Raises:
        InvalidError: two classes share a name (or name and type, where names may repeat).
    """
    _refuse_repeated(wanted, settings)
    return _assign_colors(wanted, stored)


def _refuse_repeated(wanted: Sequence[Class], settings: Settings) -> None:
    seen: set[object] = set()
    for index, item in enumerate(wanted):
        mark = item["name"] if settings.one_class_per_name else identity(item)
        if mark in seen:
            raise InvalidError(
                ["body", "classes", index, "name"], f"there are two classes {item['name']!r}"
            )
        seen.add(mark)


def _assign_colors(wanted: Sequence[Class], stored: Sequence[Class]) -> list[Class]:
    known = {identity(item): item.get("color") for item in stored}
    colors = [item.get("color") or known.get(identity(item)) for item in wanted]
    used = {color.lower() for color in colors if color}
    unused = (color for color in PALETTE if color not in used)
    return [
        {**item, "color": color or next(unused, PALETTE[index % len(PALETTE)])}
        for index, (item, color) in enumerate(zip(wanted, colors, strict=True))
    ]


def lost(before: Sequence[Class], after: Sequence[Class]) -> list[Class]:
    """Classes of ``before`` that ``after`` has not, by name and type."""
    kept = {identity(item) for item in after}
    return [item for item in before if identity(item) not in kept]
