"""May a class go? As a table of sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import pytest

from pictograph_provider.guard import decide
from pictograph_provider.plan import ClassPlan, Usage
from tests.plan.make import declared, live, plan


class Row(NamedTuple):
    ruling: str
    annotations: int = 0
    consent: Mapping[str, int | None] = MappingProxyType({})
    archived: int = 0
    foreign: bool = False


ROWS = {
    "a class that no annotation uses may go": Row("harmless"),
    "an unused one too when its bound is nought": Row("harmless", 0, {"car": 0}),
    "not while an archived image could hide an annotation": Row("refused", archived=1),
    "not when it is somebody else's, used or not": Row("refused", foreign=True),
    "somebody else's may go when it is named": Row("consented", 5, {"car": None}, foreign=True),
    "a used class may not go": Row("refused", 1),
    "it may when the program names it": Row("consented", 1, {"car": None}),
    "not when the program names another": Row("refused", 1, {"bus": None}),
    "as many as the bound may go": Row("consented", 500, {"car": 500}),
    "one more may not": Row("exceeded", 501, {"car": 500}),
    "a bound is no answer while archived images are not counted": Row("exceeded", 1, {"car": 9}, 1),
    "a name without a bound is": Row("consented", 1, {"car": None}, 1),
}


@pytest.mark.parametrize("sentence", ROWS)
def test_guard(sentence: str) -> None:
    row = ROWS[sentence]
    found = plan([declared("x")], [live("car"), live("x")], recorded=[] if row.foreign else None)
    usage = Usage({"car": row.annotations}, {"car": 1}, row.archived)
    decision = decide(found, usage, row.consent)
    assert decision.verdicts[0].ruling == row.ruling
    assert decision.refused is (row.ruling in ("refused", "exceeded"))


def test_consent_that_nothing_needs_is_stale() -> None:
    found = plan([declared("x")], [live("car"), live("x")])
    assert decide(found, Usage({"car": 1}), {"car": None, "bus": None}).stale == ("bus",)


def test_of_an_unknown_list_no_consent_is_called_stale() -> None:
    assert decide(ClassPlan("signs", unknown=True), None, {"car": None}).stale == ()


def test_the_report_policy_refuses_no_loss() -> None:
    found = plan([declared("x")], [live("car"), live("x")])
    decision = decide(found, Usage({"car": 9}), {}, report_only=True)
    assert not decision.refused
    assert decision.destroys


def test_a_move_that_cannot_be_made_is_refused_even_then() -> None:
    found = plan([declared("van", "polygon")], [live("car")], moves={"car": "van"})
    assert decide(found, Usage(), {"car": None}, report_only=True).refused
