"""The picture of the architecture: made by the tool, and of rooms that there are."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from tools import journey

DOCS = journey.FILE.parents[1]
PACKAGE = DOCS.parent / "pictograph_provider"


def test_the_picture_is_what_the_tool_makes() -> None:
    assert journey.FILE.read_text() == journey.svg(), "make it again: python -m tools.journey"
    assert "](images/journey.svg)" in (DOCS / "architecture.md").read_text()


def test_it_is_an_svg_in_which_no_box_lies_on_another() -> None:
    ElementTree.fromstring(journey.svg())  # noqa: S314 - it was made here
    assert len({(box.column, box.row) for box in journey.BOXES}) == len(journey.BOXES)


def test_who_does_a_step_is_a_room_that_exists() -> None:
    rooms = [room for box in journey.BOXES for room in re.findall(r"\b\w+/\w*", box.who)]
    assert rooms
    for room in rooms:
        assert (PACKAGE / room).exists() or (PACKAGE / f"{room}.py").exists(), room


def test_every_box_is_reached() -> None:
    reached = {arrow.end for arrow in journey.ARROWS}
    assert {*journey.BOXES} - reached == {journey.PROGRAM}
