"""What a refusal tells who writes a project of a catalog in braces: it can be pasted there."""

from __future__ import annotations

import pytest

from tests.engine.catalog_ways import CATALOG, edited, pasted, provisioned, ways, write
from tests.engine.labels import Labels
from tests.engine.stack import Stack

BLOCK = CATALOG[CATALOG.index("  road-signs:") : CATALOG.index("  parking:")]
STOP = "classes: [{name: stop, type: polygon, color: red}]"
MOVES = "class_moves: {old: car}"


def braced(*settings: str) -> str:
    """The catalog with that project on one line."""
    line = f"  road-signs: {{{', '.join(settings)}}}\n"
    return edited(CATALOG, (BLOCK, line), ("overrides:\n", "overrides: {}\n"),
                  ("      parking:\n        description: All of it\n", ""))  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "way", "place", "left"),
    [
        ([], "keep it", "line 6, after the [ of classes:", {"stop": 4}),
        ([], "it was renamed", "line 6, after the { of road-signs:", {"halt": 4}),
        ([], "destroy it", "line 6, after the { of road-signs:", {}),
        ([MOVES], "it was renamed", "line 6, in place of class_moves and its value:", {"halt": 4}),
    ],
    ids=["keep", "rename", "destroy", "rename-again"],
)
def test_a_way_out_goes_between_the_braces(
    stack: Stack,
    labels: Labels,
    settings: list[str],
    way: str,
    place: str,
    left: dict[str, int],
) -> None:
    provisioned(stack, labels)
    halt = STOP.replace("stop", "halt")
    catalog = braced("class_set: vehicles", *settings, halt)
    write(stack, catalog)
    found = ways(stack.preview(ok=False))
    assert found[way][0] == f"# catalog.yaml {place}"
    text = catalog.replace("classes: [", "classes: [" + found[way][1] + " ", 1)

    write(stack, text if way == "keep it" else pasted(catalog, found[way]))
    stack.up()

    assert labels.count("road-signs") == {"car": 2, "truck": 3, **left}
    stack.preview("--expect-no-changes")
