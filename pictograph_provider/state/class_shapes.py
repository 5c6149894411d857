"""Whether the engine's inputs for a class list can be read as one at all.

`Project` writes them so that they can. A transform of the program may write anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pictograph_provider.classes import split_label
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.state.class_map import order_names
from pictograph_provider.texts import python_literal

LABEL = re.compile(r".* \([^()]*\)", re.DOTALL)
"""A class's name and its type: `merge (bbox)`. The name may be empty: that is said elsewhere."""


def class_shapes(inputs: Mapping[str, object]) -> Iterator[str]:
    """What keeps `classes` and `class_order` from being read, a sentence each."""
    entries, order = inputs.get("classes"), inputs.get("class_order", "")
    if entries is UNKNOWN or entries is None:
        pass
    elif not isinstance(entries, Mapping):
        yield (
            "classes is a list of ProjectClass in a program, and a map like "
            f'{{"merge (bbox)": "#ff0000"}} in a transform, not {entries!r}.'
        )
    else:
        yield from _entries(entries)
    if order is not UNKNOWN and not _is_order(order):
        yield f'class_order is a text like "merge, stop_sign", not {order!r}.'


def _entries(entries: Mapping[object, object]) -> Iterator[str]:
    names: set[str] = set()
    for key, value in entries.items():
        if not isinstance(key, str) or not LABEL.fullmatch(key):
            yield f'classes has the key {key!r}: a key is a name and a type, like "merge (bbox)".'
            continue
        name, _ = split_label(key)
        if name in names:
            yield f"two classes are called {python_literal(name)}: rename one of them."
        names.add(name)
        if isinstance(value, Mapping):
            yield from _fields(name, value)


def _fields(name: str, fields: Mapping[str, object]) -> Iterator[str]:
    attributes, skeleton = fields.get("attributes"), fields.get("skeleton")
    if attributes is not UNKNOWN and not _are_mappings(attributes):
        yield f'class {python_literal(name)}: attributes is a list like [{{"name": "age"}}].'
    if skeleton is UNKNOWN or skeleton is None:
        return
    if not isinstance(skeleton, Mapping) or not _is_skeleton(skeleton):
        yield (
            f"class {python_literal(name)}: skeleton is a mapping like "
            '{"nodes": [{"name": "head"}], "edges": []}.'
        )


def _is_skeleton(skeleton: Mapping[str, object]) -> bool:
    edges = skeleton.get("edges")
    return (skeleton.get("nodes") is UNKNOWN or _are_mappings(skeleton.get("nodes"))) and (
        edges is None
        or edges is UNKNOWN
        or (
            isinstance(edges, list)
            and all(edge is UNKNOWN or isinstance(edge, list) for edge in edges)
        )
    )


def _are_mappings(value: object) -> bool:
    return value is None or (
        isinstance(value, list)
        and all(item is UNKNOWN or isinstance(item, Mapping) for item in value)
    )


def _is_order(order: object) -> bool:
    if not isinstance(order, str):
        return False
    try:
        order_names(order)
    except ValueError:  # a name that begins with a quote and does not end with one
        return False
    return True
