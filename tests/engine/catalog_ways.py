"""Reading the ways out of a refusal that a catalog got, and writing them where they say."""

from __future__ import annotations

import re
import textwrap

from tests.engine.labels import Labels
from tests.engine.stack import Stack

CATALOG = """\
class_sets:
  vehicles:
    - {name: car, type: bbox, color: "#1f77b4"}
    - {name: truck, type: bbox, color: "#ff7f0e"}
projects:
  road-signs:
    class_set: vehicles
    classes:
      - {name: stop, type: polygon, color: red}
  parking:
    class_set: vehicles
environments:
  dev:
    name_pattern: "{name}"
    overrides:
      parking:
        description: All of it
"""

PROGRAM = """\
from pictograph_provider import Catalog
Catalog.load("catalog.yaml").provision(environment="dev")
"""

RENAMED = [("{name: stop,", "{name: halt,")]
"""A change of the catalog that the service cannot tell from a removal and an addition."""

PLACE = re.compile(
    r"# catalog\.yaml line (\d+)(?:, (?:under (?P<under>.+)|after the \{ of (?P<inside>.+)"
    r"|in place of (?P<value>.+) and its value|in its place):"
    r'|: take "(?P<out>.+)" out of without_classes)'
)
Way = list[str]


def edited(catalog: str, *changes: tuple[str, str]) -> str:
    for before, after in changes:
        assert catalog.count(before) == 1, before
        catalog = catalog.replace(before, after)
    return catalog


def ways(said: str) -> dict[str, Way]:
    """The ways out of a refusal, by their labels."""
    _, begun, text = said.partition("Choose one and write it in the catalog:\n")
    assert begun, said
    # What follows, such as a stale consent, does not stand as deep.
    block = re.match(r"(?: {6}.*\n)+", text)
    assert block, said
    lines = textwrap.dedent(block[0]).splitlines()
    found: dict[str, Way] = {}
    way: Way = []
    for line in lines:
        label = re.match(r"(\w+(?: \w+)*)(?: {2,}(.+))?$", line)
        if label:
            way = found.setdefault(label[1], [label[2]] if label[2] else [])
        else:
            way.append(line)
    for way in found.values():
        # Each begins with the place; what is to be pasted keeps its own depth.
        way[:] = [way[0].strip(), *textwrap.dedent("\n".join(way[1:])).splitlines()]
    return found


def pasted(catalog: str, way: Way) -> str:
    """The catalog with a way out written where its comment says."""
    place, *new = way
    found = PLACE.fullmatch(place)
    assert found, place
    lines = catalog.splitlines()
    at = int(found[1]) - 1
    indent = " " * (len(lines[at]) - len(lines[at].lstrip()))
    if found["out"]:
        assert lines[at].strip() == f"- {found['out']}"
        del lines[at]
    elif found["inside"]:
        begin, brace, rest = lines[at].partition(f"{found['inside']}: {{")
        assert brace, lines[at]
        lines[at] = begin + brace + "\n".join(new) + rest
    elif found["value"]:
        value = re.compile(re.escape(found["value"]) + r": (\{[^}]*\}|\[[^]]*\]|\w+)")
        lines[at], times = value.subn("\n".join(new), lines[at])
        assert times == 1
    elif found["under"]:
        assert lines[at].strip().startswith(f"{found['under']}:")
        lines[at + 1 : at + 1] = [f"{indent}  {line}" for line in new]
    else:
        lines[at : at + 1] = [f"{indent}{line}" for line in new]
    return "\n".join(lines) + "\n"


def provisioned(stack: Stack, labels: Labels, catalog: str = CATALOG) -> None:
    stack.program(PROGRAM)
    (stack.folder / "catalog.yaml").write_text(catalog)
    stack.up()
    for project in stack.client.projects.list():
        labels.add(project.name, {"truck": 3, "car": 2})
    if "projects: [parking]" not in catalog:
        labels.add("road-signs", {"stop": 4}, type_="polygon")


def write(stack: Stack, catalog: str) -> None:
    (stack.folder / "catalog.yaml").write_text(catalog)
