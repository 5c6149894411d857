"""Where and how a project is written, so that texts suggest lines of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pictograph_provider.catalog_lines import InCatalog, Lines
from pictograph_provider.lifecycle.claim import resource_of
from pictograph_provider.spelling import CATALOG, PYTHON, Spelling

CATALOG_TYPE = "pictograph:index:Catalog"
"""STORED DATA: part of the URN of a catalog's component and of each of its projects."""


def language_of(lines_of: Callable[[str], Mapping[str, Any] | None], origin: str = "") -> Spelling:
    """How a resource of that origin is written: in a program in Python, or in a catalog.

    Args:
        lines_of: gives the lines of a catalog, by the resource's name. Without them, as where the
            claims of a run cannot be shared, a catalog is still YAML.
    """
    _, found, name = resource_of(origin).partition(f"{CATALOG_TYPE}$")
    if not found:
        return PYTHON
    lines = lines_of(name)
    return CATALOG if lines is None else InCatalog(Lines(**lines))
