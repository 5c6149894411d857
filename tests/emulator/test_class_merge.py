"""An edit of the class list, applied to what somebody else has made of it meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.classes import ClassRow
from pictograph_provider.emulator.datasets.classes import merge
from pictograph_provider.emulator.settings import Settings

STOP: ClassRow = {"name": "stop", "type": "box", "color": "#ff0000"}
YIELD: ClassRow = {"name": "yield", "type": "box", "color": "#ffff00"}
MERGE: ClassRow = {"name": "merge", "type": "box", "color": "#0000ff"}
BUS: ClassRow = {"name": "bus", "type": "polygon", "color": "#00ff00"}
BLACK: ClassRow = {**STOP, "color": "black"}
WHITE: ClassRow = {**STOP, "color": "white"}


@pytest.mark.parametrize(
    ("in_store", "base", "wanted", "result"),
    [
        ([STOP, YIELD], [STOP, YIELD], [YIELD], [YIELD]),
        ([STOP, YIELD, BUS], [STOP, YIELD], [YIELD], [YIELD, BUS]),
        ([STOP, YIELD], [STOP], [BLACK], [BLACK, YIELD]),
        ([WHITE], [STOP], [BLACK], [BLACK]),
        ([WHITE], [STOP], [STOP], [WHITE]),
        ([YIELD], [STOP, YIELD], [BLACK, YIELD], [BLACK, YIELD]),
        ([YIELD], [STOP, YIELD], [STOP, YIELD], [YIELD]),
        ([STOP, BUS], [STOP], [STOP, {**BUS, "color": "red"}], [STOP, {**BUS, "color": "red"}]),
        ([STOP], [], [], [STOP]),
        ([YIELD, STOP], [STOP, YIELD], [STOP, YIELD], [YIELD, STOP]),
        ([STOP, BUS, YIELD], [STOP, YIELD], [YIELD, STOP], [YIELD, BUS, STOP]),
        ([STOP, YIELD], [STOP, YIELD], [STOP, BUS, YIELD], [STOP, BUS, YIELD]),
        ([STOP, BUS], [STOP], [STOP, YIELD, MERGE], [STOP, BUS, YIELD, MERGE]),
    ],
    ids=[
        "what the caller removed goes",
        "what somebody added stays",
        "what the caller changed changes in its place",
        "where both changed a class the caller wins",
        "what only somebody else changed stays changed",
        "what the caller changed comes back if somebody removed it",
        "what the caller left alone stays gone if somebody removed it",
        "where both added a class the caller wins",
        "no edit, no change",
        "an order the caller left alone is the stored one",
        "an order the caller changed is taken, around what somebody added",
        "what the caller added goes where the caller put it",
        "what the caller added last goes behind what somebody added",
    ],
)
def test_an_edit_is_applied_to_what_is_stored_now(
    in_store: list[Any], base: list[Any], wanted: list[Any], result: list[Any]
) -> None:
    assert merge(in_store, base, wanted, Settings()) == result


def test_a_service_that_keeps_its_own_order_puts_additions_last() -> None:
    settings = Settings(merge_applies_order=False)

    merged = merge([STOP, YIELD], [STOP, YIELD], [BUS, YIELD, STOP], settings)

    assert merged == [STOP, YIELD, BUS]
