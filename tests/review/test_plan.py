"""The plan of a change, as a report holds it."""

from __future__ import annotations

from pictograph_provider.guard import decide
from pictograph_provider.plan import ClassPlan
from pictograph_provider.review.classes import plan_lines
from pictograph_provider.spelling import PYTHON


def test_stale_consents_are_not_in_it_however_many_there_are() -> None:
    consent = dict.fromkeys(f"class-{number}" for number in range(500))
    lines = [*plan_lines(decide(ClassPlan("road-signs"), None, consent), PYTHON)]
    assert lines == ["road-signs: no changes to classes"]
