"""Does a file have the shape of a catalog? pydantic finds out, and this says it in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from pydantic import ValidationError

from pictograph_provider.catalog.entries import (
    Attribute,
    CatalogClass,
    ClassChange,
    Entry,
    Joint,
    Skeleton,
)
from pictograph_provider.catalog.problems import Problem
from pictograph_provider.catalog.schema import CatalogFile, CatalogProject, Environment, Override
from pictograph_provider.catalog.source import Place, Source

_PLACES: dict[type[Entry], str] = {
    CatalogFile: "at the top of the file",
    Environment: "in an environment",
    CatalogProject: "in a project",
    Override: "in overrides, under the name of a project",
    CatalogClass: "in a class",
}
"""Where a key that stands in the wrong place may belong; the first that knows it is named."""


def read_shape(source: Source) -> tuple[CatalogFile | None, list[Problem]]:
    """The catalog, or None and what is wrong."""
    empty = [*_without_value(source.values)]
    if empty:
        return None, empty
    try:
        return CatalogFile.model_validate(source.values), []
    except ValidationError as error:
        return None, [*_in_words(error, source)]


def _without_value(value: object, place: Place = ()) -> Iterator[Problem]:
    """Keys without a value: nobody can tell whether they mean "not managed" or "none"."""
    children: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Mapping):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for key, item in children:
        inner = (*place, key)
        whole_entry = len(inner) == 2 and inner[0] in ("projects", "environments")
        if item is None and not whole_entry:
            hint = " (a # needs quotes around it)" if key == "color" else ""
            yield Problem(inner, f"it has no value: write one{hint}, or take the line out.")
        yield from _without_value(item, inner)


def _in_words(error: ValidationError, source: Source) -> Iterator[Problem]:
    for item in error.errors(include_url=False):
        location, value = item["loc"], _json(item["input"])
        match item["type"]:
            case "none_required":  # a key may be left out, which helps nobody who wrote it
                continue
            case "extra_forbidden":
                text = _unknown_key(location)
            case "missing":
                text = f"{location[-1]} is missing."
            case "value_error":
                text = f"{item['ctx']['error']}."
            case "literal_error":
                text = f"{value} is not {item['ctx']['expected']}."
            case "string_type" if not isinstance(item["input"], (dict, list)):
                text = f"{value} is not a text: put it in quotes."
            case "string_type":
                text = f"a single text is needed here, not {value}."
            case "bool_parsing" | "bool_type":
                text = f"{value} is neither true nor false."
            case "model_type" if not location:
                text = "this is not a catalog: one starts with projects: and environments:."
            case "model_type" | "dict_type":
                text = f"keys with values are needed here, not {value}."
            case "list_type":
                text = f"a list is needed here, not {value}."
            case _:
                text = f"{value}: {item['msg'][0].lower()}{item['msg'][1:]}."
        yield Problem(source.follow(location), text)


def _unknown_key(location: Place) -> str:
    model, key = _model_at(location[:-1]), str(location[-1])
    near = get_close_matches(key, model.model_fields, n=1)
    if near:
        return f'this key is not known. Did you mean "{near[0]}"?'
    for other, place in _PLACES.items():
        if key in other.model_fields:
            return f"this key does not belong here, but {place}."
    return f"this key is not known: there is {', '.join(model.model_fields)}."


def _model_at(place: Place) -> type[Entry]:
    match place:
        case ():
            return CatalogFile
        case ("projects", _):
            return CatalogProject
        case ("environments", _):
            return Environment
        case ("environments", _, "overrides", _):
            return Override
        case (*_, "attributes", _):
            return Attribute
        case (*_, "skeleton"):
            return Skeleton
        case (*_, "nodes", _):
            return Joint
        case ("environments", *_):
            return ClassChange
        case _:
            return CatalogClass


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:37]}..."
