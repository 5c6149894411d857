"""docs/destructive.md: every preview on it is what the guard says of that case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from pictograph_provider.guard import decide, explain
from pictograph_provider.guard.decide import Ruling
from pictograph_provider.plan import ClassPlan, DeclaredClass, Usage
from tests.plan.make import declared, live, plan
from tests.test_documentation import ROOT

PAGE = (ROOT / "docs" / "destructive.md").read_text()
SECTION = re.compile(r"^### (.+?)\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)

SIGNS = [
    live("stop_sign", color="#ff0000"),
    live("yield", color="#ffff00"),
    live("merge", color="#00aaff"),
]
STOP, YIELD, MERGE = (declared(cls.name, color=cls.color) for cls in SIGNS)
USED = Usage({"stop_sign": 40, "yield": 30, "merge": 25}, {"yield": 20, "merge": 24})


@dataclass(frozen=True)
class Case:
    """A declared list against the live one, and what the program says of it."""

    wanted: list[DeclaredClass]
    usage: Usage | None = USED
    consent: dict[str, int | None] = field(default_factory=dict)
    report: bool = False
    how: dict[str, Any] = field(default_factory=dict)

    def said(self) -> str:
        found = plan(self.wanted, SIGNS, **self.how)
        lines = explain(decide(found, self.usage, self.consent, report_only=self.report))
        return "".join(f"{line}\n" for line in lines)


CASES = {
    "A class is left out": Case([STOP, YIELD]),
    "A class was renamed in the list": Case([STOP, declared("give_way", color="#ffff00"), MERGE]),
    "A class was renamed, and another one goes": Case(
        [STOP, declared("give_way", color="#ffff00")]
    ),
    "A class gets another type": Case([STOP, YIELD, declared("merge", "polygon")]),
    "Somebody added a class in the app": Case(
        [STOP, YIELD], how={"recorded": ["stop_sign (bbox)", "yield (bbox)"]}
    ),
    "The program names the most that may go": Case([STOP, YIELD], consent={"merge": 20}),
    "Some images are archived": Case([STOP, YIELD], Usage({"merge": 25}, {"merge": 24}, 7)),
    "The service does not give a figure": Case([STOP, YIELD], Usage(None)),
    "The program names the class": Case([STOP, YIELD], consent={"merge": None}),
    "No annotation uses the class": Case([STOP, YIELD], Usage({"merge": 0}, {"merge": 0})),
    "A class is moved": Case(
        [STOP, declared("give_way", color="#ffff00")],
        how={"moves": {"yield": "give_way", "merge": "give_way"}},
    ),
    "Consent that nothing needs": Case([STOP, YIELD, MERGE], consent={"merge": None}),
    "The stack reports and refuses nothing": Case([STOP, YIELD], report=True),
}


def test_each_case_has_its_section_in_this_order() -> None:
    shown = [title for title, text in SECTION.findall(PAGE) if SHOWN.search(text)]
    assert shown == [*CASES, "The classes are not known yet"]


@pytest.mark.parametrize("title", CASES)
def test_a_preview_on_the_page_is_what_the_guard_says(title: str) -> None:
    (shown,) = SHOWN.findall(dict(SECTION.findall(PAGE))[title])
    assert shown == CASES[title].said()


def test_classes_that_are_not_known_yet() -> None:
    (shown,) = SHOWN.findall(dict(SECTION.findall(PAGE))["The classes are not known yet"])
    unknown = decide(ClassPlan("signs", unknown=True), None, {})
    assert shown == "".join(f"{line}\n" for line in explain(unknown))


def test_every_outcome_is_among_the_cases() -> None:
    rulings = {
        ruling.outcome
        for case in CASES.values()
        for ruling in decide(plan(case.wanted, SIGNS, **case.how), case.usage, case.consent).rulings
    }
    assert rulings == set(Ruling.__annotations__["outcome"].replace('"', "'").split("'")[1::2])
