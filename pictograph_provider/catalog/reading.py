"""From a file to a catalog that can be used, or to all that is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path

from pictograph_provider.catalog.problems import CatalogError, Problem
from pictograph_provider.catalog.references import check_references
from pictograph_provider.catalog.schema import CatalogFile
from pictograph_provider.catalog.shape import read_shape
from pictograph_provider.catalog.source import Source, SourceError, parse


def read(path: str | os.PathLike[str]) -> tuple[CatalogFile, Source]:
    """Read and check a catalog, and keep where in the file everything stands.

    Raises:
        CatalogError: a line for each thing that is wrong, in the order of the file.
    """
    file = os.fspath(path)
    try:
        source = parse(Path(file).read_text(encoding="utf-8-sig"))
    except OSError as error:
        where = f" (in {Path.cwd()})" if not Path(file).is_absolute() else ""
        raise CatalogError(f"{file}: {error.strerror}{where}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CatalogError(f"{file}:{line}: this is not UTF-8") from None
    except SourceError as error:
        raise CatalogError(f"{file}:{error.line}: {error}") from None
    catalog, problems = read_shape(source)
    if catalog is not None:
        problems = check_references(catalog)
    if catalog is None or problems:
        raise CatalogError("\n".join(_lines(problems, file, source)))
    return catalog, source


def _lines(problems: list[Problem], file: str, source: Source) -> list[str]:
    ordered = sorted(problems, key=lambda problem: source.line(problem.place))
    # An error of a project shows in each environment that holds it; once is enough.
    return list(dict.fromkeys(problem.shown(file, source) for problem in ordered))
