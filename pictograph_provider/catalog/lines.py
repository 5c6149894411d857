"""Where in its file the projects of an environment stand, so that a refusal can say it."""

from __future__ import annotations

from pictograph_provider.catalog.resolve import class_sets
from pictograph_provider.catalog.schema import CatalogFile, Override
from pictograph_provider.catalog.source import Place, Source
from pictograph_provider.catalog_lines import OF_ENVIRONMENTS, Lines

OF_PROJECTS = (
    "annotation_types",
    "class_moves",
    "allow_class_removal",
    "foreign_classes",
    "adopt",
)
"""Settings that an error may tell a person to change."""


def lines_of(catalog: CatalogFile, source: Source, file: str, environment: str, key: str) -> Lines:
    """Where a project stands.

    Args:
        file: its name, as the program gives it.
    """
    here: Place = ("environments", environment)
    override: Place = (*here, "overrides", key)
    project: Place = ("projects", key)
    said = catalog.environments[environment].overrides.get(key, Override())
    own = catalog.projects[key]
    settings = {}
    inside = []
    for name in (*OF_PROJECTS, *OF_ENVIRONMENTS):
        # What an override says, holds in place of what the project or the environment says.
        above = here if name in OF_ENVIRONMENTS else project
        for place in ((*override, name), (*above, name)):
            if place in source.lines:
                settings[name] = source.lines[place]
                if place[:-1] in source.bracketed:
                    inside.append(name)
                break
    sets = class_sets(own)
    listed: Place | None = ("class_sets", sets[-1]) if sets else None
    if own.classes is not None:
        listed = (*project, "classes")
    return Lines(
        file=file,
        key=key,
        project=source.line(project),
        environment=source.line(here),
        owner=str(listed[-1]) if listed else "classes",
        classes=source.line(listed) if listed else None,
        bracketed=listed in source.bracketed,
        braced=project in source.bracketed,
        inside=inside,
        settings=settings,
        without={
            name: source.line((*override, "without_classes", index))
            for index, name in enumerate(said.without_classes or ())
        },
    )
