"""Where the projects of a catalog are written, as the program tells it in a preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from pictograph_provider.catalog_lines import TOLD, Lines


@dataclass(frozen=True)
class _Told:
    resource: str
    lines: Lines


_TOLD = TypeAdapter(_Told)


def in_diagnostic(text: str) -> tuple[str, dict[str, Any]] | None:
    """The resource and its lines that a text of a preview tells, if it is such a text.

    A preview may come from a file that anybody wrote: what does not fit is left out.
    """
    if not text.startswith(TOLD):
        return None
    try:
        told = _TOLD.validate_json(text.removeprefix(TOLD))
    except ValueError:
        return None
    # Each of them stands in a comment, which a line break would end.
    texts = (told.lines.file, told.lines.key, told.lines.owner, *told.lines.without)
    return (told.resource, told.lines.told()) if all(map(str.isprintable, texts)) else None
