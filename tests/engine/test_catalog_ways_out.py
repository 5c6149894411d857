"""What a refusal tells who writes a catalog: lines of that file, each with its place in it."""

from __future__ import annotations

import re

import pytest

from tests.engine.catalog_ways import (
    CATALOG,
    PROGRAM,
    RENAMED,
    edited,
    pasted,
    provisioned,
    ways,
    write,
)
from tests.engine.labels import Labels
from tests.engine.stack import Stack

GONE = [("    classes:\n      - {name: stop, type: polygon, color: red}\n", "    classes: []\n")]
ELSEWHERE = {"name": "tree", "type": "polygon", "color": "green"}


@pytest.mark.parametrize(
    ("changes", "way", "place", "left"),
    [
        (RENAMED, "keep it", "line 8, under classes", {"stop": 4}),
        (RENAMED, "it was renamed", "line 6, under road-signs", {"halt": 4}),
        (RENAMED, "destroy it", "line 6, under road-signs", {}),
        (
            [
                *RENAMED,
                ("  parking:\n    class", "    class_moves: {old: car}\n  parking:\n    class"),
            ],
            "it was renamed",
            "line 10, in its place",
            {"halt": 4},
        ),
        (
            [
                *RENAMED,
                (
                    "overrides:\n",
                    "overrides:\n      road-signs:\n        allow_class_removal: [bus]\n",
                ),
            ],
            "destroy it",
            "line 17, in its place",
            {},
        ),
    ],
    ids=["keep", "rename", "destroy", "rename-again", "destroy-in-an-environment"],
)
def test_each_way_out_pasted_where_it_says_ends_in_an_empty_preview(
    stack: Stack,
    labels: Labels,
    changes: list[tuple[str, str]],
    way: str,
    place: str,
    left: dict[str, int],
) -> None:
    provisioned(stack, labels)
    catalog = edited(CATALOG, *changes)
    write(stack, catalog)
    found = ways(stack.preview(ok=False))
    assert f"catalog.yaml {place}" in found[way][0]
    assert not re.search(r"ProjectClass|=\[|=\{", "".join(map("".join, found.values())))

    write(stack, pasted(catalog, found[way]))
    stack.up()

    assert labels.count("road-signs") == {"car": 2, "truck": 3, **left}
    stack.preview("--expect-no-changes")


def test_a_class_of_a_shared_set_is_put_back_there(stack: Stack, labels: Labels) -> None:
    alone = edited(CATALOG, ("  dev:\n", "  dev:\n    projects: [parking]\n"))
    provisioned(stack, labels, alone)
    catalog = edited(alone, ('    - {name: truck, type: bbox, color: "#ff7f0e"}\n', ""))
    write(stack, catalog)
    found = ways(stack.preview(ok=False))
    assert found["keep it"][0] == "# catalog.yaml line 2, under vehicles:"
    write(stack, pasted(catalog, found["keep it"]))
    stack.up()
    assert labels.count("parking") == {"truck": 3, "car": 2}
    stack.preview("--expect-no-changes")


def test_a_class_that_an_environment_leaves_out_is_left_in_there(
    stack: Stack, labels: Labels
) -> None:
    bus = "  parking:\n    class_set: vehicles\n    classes:\n      - {name: bus, type: bbox}\n"
    with_bus = edited(CATALOG, ("  parking:\n    class_set: vehicles\n", bus))
    provisioned(stack, labels, with_bus)
    without = (
        "description: All of it\n        without_classes:\n          - truck\n          - bus\n"
    )
    catalog = edited(with_bus, ("description: All of it\n", without))
    write(stack, catalog)
    found = ways(stack.preview(ok=False))
    assert found["keep it"] == ['# catalog.yaml line 21: take "truck" out of without_classes']
    write(stack, pasted(catalog, found["keep it"]))
    stack.up()
    assert labels.count("parking")["truck"] == 3
    stack.preview("--expect-no-changes")


@pytest.mark.parametrize("way", ["declare it", "leave it", "destroy it"])
def test_a_class_of_somebody_else(stack: Stack, labels: Labels, way: str) -> None:
    provisioned(stack, labels)
    live = stack.client.projects.get("road-signs")
    base = [cls.fields() for cls in live.classes]
    stack.client.projects.update("road-signs", classes=[*base, ELSEWHERE], classes_base=base)
    labels.add("road-signs", {"tree": 1}, type_="polygon")
    catalog = edited(CATALOG, ("color: red", "color: blue"))
    write(stack, catalog)
    found = ways(stack.preview(ok=False))
    write(stack, pasted(catalog, found[way]))
    stack.up()
    assert ("tree" in labels.count("road-signs")) is (way != "destroy it")
    stack.preview("--expect-no-changes")


def test_a_name_that_is_taken_names_the_catalogs_lines(stack: Stack) -> None:
    stack.client.projects.create("parking", classes=[ELSEWHERE])
    stack.program(PROGRAM)
    write(stack, CATALOG)
    said = stack.preview(ok=False)
    assert "take it over      adopt: true (catalog.yaml line 10)" in said
    assert "another key in place of parking (catalog.yaml line 10)" in said
    assert "ResourceOptions" not in said


def test_a_project_that_the_program_itself_declares_beside_it_is_told_in_python(
    stack: Stack, labels: Labels
) -> None:
    both = PROGRAM + 'Project("lights", classes=[{0}])\n'
    one = '{"name": "red", "type": "bbox"}'
    write(stack, CATALOG)
    stack.program(both.replace("{0}", one))
    stack.up()
    labels.add("lights", {"red": 1})
    stack.program(both.replace("{0}", ""))
    said = stack.preview(ok=False)
    assert "write it in the program" in said
    assert 'allow_class_removal=["red"]' in said
