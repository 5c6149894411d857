"""Does all that a catalog refers to exist, and is what comes out of it sound?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from pictograph_provider.catalog.problems import Problem, no_such
from pictograph_provider.catalog.resolve import class_sets, resolve
from pictograph_provider.catalog.schema import CatalogFile, CatalogProject, Override
from pictograph_provider.catalog.source import Place
from pictograph_provider.spelling import CATALOG
from pictograph_provider.state.class_map import encode
from pictograph_provider.state.validate import problems


def check_references(catalog: CatalogFile) -> list[Problem]:
    """What is wrong in a file whose shape is right; empty where nothing is."""
    found = [*_sets(catalog), *_projects(catalog), *_environments(catalog)]
    # Only what refers to something that exists can be put together.
    return found or [*_outcomes(catalog)]


def _sets(catalog: CatalogFile) -> Iterator[Problem]:
    for name, entries in catalog.class_sets.items():
        yield from _twice([entry.name for entry in entries], ("class_sets", name))


def _projects(catalog: CatalogFile) -> Iterator[Problem]:
    for key, project in catalog.projects.items():
        place = ("projects", key, "class_set")
        owners: dict[str, str] = {}
        for set_name in class_sets(project):
            if set_name not in catalog.class_sets:
                yield Problem(place, no_such("class set", set_name, catalog.class_sets))
            for entry in catalog.class_sets.get(set_name, ()):
                if owners.get(entry.name, set_name) != set_name:
                    both = f"{owners[entry.name]} and in {set_name}"
                    yield Problem(place, f'class "{entry.name}" is in {both}: rename one of them.')
                owners[entry.name] = set_name
        own = [entry.name for entry in project.classes or ()]
        yield from _twice(own, ("projects", key, "classes"))
        for index, name in enumerate(own):
            if name in owners:
                text = f'class "{name}" is in class set {owners[name]} too: take one of them out.'
                yield Problem(("projects", key, "classes", index), text)


def _environments(catalog: CatalogFile) -> Iterator[Problem]:
    for name, environment in catalog.environments.items():
        place = ("environments", name)
        for index, key in enumerate(environment.projects or ()):
            if key not in catalog.projects:
                text = no_such("project", key, catalog.projects)
                yield Problem((*place, "projects", index), text)
        for key, override in environment.overrides.items():
            here = (*place, "overrides", key)
            if key not in catalog.projects:
                yield Problem(here, no_such("project", key, catalog.projects))
                continue
            if environment.projects is not None and key not in environment.projects:
                yield Problem(here, "this is not among the projects of the environment.")
            yield from _override(catalog, catalog.projects[key], override, here)


def _override(
    catalog: CatalogFile, project: CatalogProject, override: Override, place: Place
) -> Iterator[Problem]:
    sets = class_sets(project)
    entries = [*(catalog.class_sets.get(name, []) for name in sets), project.classes or []]
    known = list(dict.fromkeys(entry.name for entry in chain.from_iterable(entries)))
    changes, without = override.classes or [], override.without_classes or []
    if not sets and project.classes is None and (changes or without):
        yield Problem(place, "the project declares no classes that could differ here.")
        return
    yield from _twice([change.name for change in changes], (*place, "classes"))
    for index, change in enumerate(changes):
        if change.name not in known and change.type is None:
            text = f"{no_such('class', change.name, known)} A new class needs a type."
            yield Problem((*place, "classes", index), text)
    for index, name in enumerate(without):
        if name not in known:
            yield Problem((*place, "without_classes", index), no_such("class", name, known))


def _twice(names: Sequence[str], place: Place) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Problem((*place, index), f'a second class is called "{name}": rename one.')


def _outcomes(catalog: CatalogFile) -> Iterator[Problem]:
    """What the provider itself would refuse later, found before anything runs."""
    for name, environment in catalog.environments.items():
        # A pattern holds the key, so no two projects of an environment can have one name.
        for project in resolve(catalog, name).projects:
            inputs = dict(project.arguments)
            if (classes := inputs.pop("classes", None)) is not None:
                found = encode(classes)
                inputs |= {"classes": found.entries, "class_order": found.order}
            place: Place = ("projects", project.key)
            if project.key in environment.overrides:
                place = ("environments", name, "overrides", project.key)
            yield from (Problem(place, text) for text in problems(inputs, CATALOG))
