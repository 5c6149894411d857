"""What a change changes, property by property: the lines of `pulumi preview --diff`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import cast

from pulumi.runtime.proto import provider_pb2
from pulumi.runtime.proto.provider_pb2 import PropertyDiff

from pictograph_provider import colors
from pictograph_provider.classes import canonical_type, same_field, split_label
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.state.native import FOREIGN

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Details = dict[str, PropertyDiff]


def details(old_inputs: Mapping[str, object], new_inputs: Mapping[str, object]) -> Details:
    """The differences between two sets of inputs, each under the path of what differs.

    Classes are compared by their names, so that the right one is named whichever goes. What
    means the same, such as `red` and `#F00`, is no difference.
    """
    found: Details = {}
    for key in sorted({*old_inputs, *new_inputs} - {"classes", "annotationTypes"}):
        if not key.startswith("__"):
            _compare(found, key, old_inputs.get(key), new_inputs.get(key), same=_equal)
    _compare(
        found,
        "annotationTypes",
        old_inputs.get("annotationTypes"),
        new_inputs.get("annotationTypes"),
        same=_same_types,
    )
    one, other = old_inputs.get("classes"), new_inputs.get("classes")
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for name in sorted({*one, *other}):
            _compare_class(found, f"classes{_step(name)}", one.get(name), other.get(name))
    else:
        _compare(found, "classes", one, other, same=_equal)
    if new_inputs.get("foreignClasses") != "keep":
        declared = other if isinstance(other, Mapping) else {}
        foreign = cast("Mapping[str, object]", old_inputs.get(FOREIGN, {}))
        for name in sorted({split_label(key)[0] for key in foreign} - {*declared}):
            # It was never an input, so the engine looks it up among the outputs.
            found[f"classes{_step(name)}"] = PropertyDiff(kind=PropertyDiff.DELETE, inputDiff=False)
    return found


def folded(found: Details, hidden: Iterable[str]) -> Details:
    """The differences, with one for each hidden property: a path below it tells names.

    Args:
        hidden: names of properties that are secret.
    """
    inside = {path: re.split(r"[.\[]", path, maxsplit=1)[0] for path in found}
    secret = {*inside.values()} & {*hidden}
    update = {key: PropertyDiff(kind=PropertyDiff.UPDATE, inputDiff=True) for key in secret}
    return {path: each for path, each in found.items() if inside[path] not in secret} | update


def _compare_class(found: Details, path: str, one: object, other: object) -> None:
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        _compare(found, path, one, other, same=_equal)
        return
    for field in sorted({*one, *other}):
        _compare(
            found,
            path + _step(field),
            one.get(field),
            other.get(field),
            same=partial(_same_value, field),
        )


def _compare(
    found: Details, path: str, one: object, other: object, *, same: Callable[[object, object], bool]
) -> None:
    if one is None and other is None:
        return
    if one is not None and other is not None and same(one, other):
        return
    kind = PropertyDiff.UPDATE
    if one is None:
        kind = PropertyDiff.ADD
    elif other is None:
        kind = PropertyDiff.DELETE
    found[path] = PropertyDiff(kind=kind, inputDiff=True)


def _equal(one: object, other: object) -> bool:
    # An unknown value is equal to itself, and still it may come out otherwise.
    return bool(one is not UNKNOWN and one == other)


def _same_types(one: object, other: object) -> bool:
    if not isinstance(one, list) or not isinstance(other, list):
        return False
    texts = all(isinstance(item, str) for item in (*one, *other))
    return texts and {*map(canonical_type, one)} == {*map(canonical_type, other)}


def _same_value(field: str, one: object, other: object) -> bool:
    if UNKNOWN in (one, other):
        return False
    if isinstance(one, str) and isinstance(other, str):
        if field == "type":
            return canonical_type(one) == canonical_type(other)
        if field == "color":
            return colors.same(one, other)
    return _equal(one, other) or (field not in ("type", "color") and same_field(field, one, other))


def _step(key: str) -> str:
    """One step of a property path: `.stop`, `["give way"]`."""
    if _PLAIN_KEY.fullmatch(key):
        return f".{key}"
    escaped = key.replace('"', '\\"')
    return f'["{escaped}"]'


def names(found: Mapping[str, PropertyDiff]) -> Iterator[str]:
    """The top-level properties that differ, each once."""
    yield from dict.fromkeys(re.split(r"[.\[]", path, maxsplit=1)[0] for path in found)


def response(
    changed: bool, keys: Iterable[str], found: Mapping[str, PropertyDiff] | None = None
) -> object:
    """The answer to the engine's question for the differences.

    Args:
        keys: names of the properties that differ.
        found: the same in detail, where that is known.
    """
    some, none = provider_pb2.DiffResponse.DIFF_SOME, provider_pb2.DiffResponse.DIFF_NONE
    return provider_pb2.DiffResponse(
        changes=some if changed else none,
        diffs=[*keys],
        detailedDiff=found or {},
        hasDetailedDiff=found is not None,
    )
