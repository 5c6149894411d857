"""A loss that is refused: each printed line, pasted into the program, ends well."""

from __future__ import annotations

import re

from tests.engine.labels import Labels, archive_an_image
from tests.engine.stack import Stack

STOP = 'ProjectClass(name="stop", type="bbox", color="#ff0000")'
MERGE = 'ProjectClass(name="merge", type="bbox", color="#00aaff")'
JOIN = 'ProjectClass(name="join", type="bbox", color="#00aaff")'


def declare(stack: Stack, classes: str, *more: str) -> None:
    given = ", ".join([f"classes=[{classes}]", *(each.rstrip(",") for each in more)])
    stack.program(f'Project("road-signs", {given})')


def line(said: str, setting: str) -> str:
    """The line that a refusal prints for a setting."""
    found = re.findall(rf"{setting}=(?:\{{[^}}]*\}}|\[[^\]]*\]|\"\w+\")", " ".join(said.split()))
    assert found, said
    return str(found[0])


def test_each_printed_line_leads_out(stack: Stack, labels: Labels) -> None:
    declare(stack, f"{STOP}, {MERGE}")
    stack.up()
    labels.add("road-signs", {"merge": 3, "stop": 1})

    # Keep it: the class, as it is printed.
    declare(stack, STOP)
    said = stack.preview(ok=False)
    kept = re.search(r'ProjectClass\(name="merge"[^)]*\)', " ".join(said.split()))
    assert kept, said
    declare(stack, f"{STOP}, {kept[0]}")
    stack.preview("--expect-no-changes")

    # It was a rename.
    declare(stack, f"{STOP}, {JOIN}")
    declare(stack, f"{STOP}, {JOIN}", line(stack.preview(ok=False), "class_moves"))
    stack.up()
    assert labels.count("road-signs") == {"join": 3, "stop": 1}
    stack.preview("--expect-no-changes")

    # Somebody's class is kept.
    projects = stack.client.projects
    foreign = {"name": "tree", "type": "bbox", "color": "#008000"}
    projects.update("road-signs", classes=[*projects.get("road-signs").classes, foreign])
    labels.add("road-signs", {"tree": 2})
    declare(stack, f"{JOIN}, {STOP}")
    keep = line(stack.preview(ok=False), "foreign_classes")
    declare(stack, f"{JOIN}, {STOP}", keep)
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("road-signs") == {"join": 3, "stop": 1, "tree": 2}

    # It may go.
    declare(stack, STOP, keep)
    consent = line(stack.preview(ok=False), "allow_class_removal")
    declare(stack, STOP, keep, consent)
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("road-signs") == {"stop": 1, "tree": 2}


def test_where_a_bound_cannot_be_checked_the_class_is_named_without_one(stack: Stack) -> None:
    declare(stack, f"{STOP}, {MERGE}")
    stack.up()
    archive_an_image(stack, "road-signs")
    declare(stack, STOP, 'allow_class_removal={"merge": 5}')
    said = " ".join(stack.preview(ok=False).split())
    assert "Name the class without a bound, or unarchive them" in said
    declare(stack, STOP, 'allow_class_removal=["merge"]')
    stack.preview()
    stack.up()
    stack.preview("--expect-no-changes")
