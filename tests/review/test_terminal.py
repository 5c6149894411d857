"""The table: the worst first, at 80 columns, and without color it says the same."""

from __future__ import annotations

import io
import re
from typing import Any

from rich.console import Console

from pictograph_provider.review.report import Report
from pictograph_provider.review.terminal import show
from pictograph_provider.review.text import rows
from tests.review.reports import REFUSED, change, deletion, loss, report


def printed(report: Report, **options: Any) -> str:
    file = io.StringIO()
    show(report, Console(file=file, width=80, **options))
    return file.getvalue()


def test_a_report_to_the_letter() -> None:
    assert (
        printed(REFUSED)
        == """\
signs/dev
  REFUSED     5 annotations: pulumi up fails
  DESTROYS    3 images (4.2 MB) and 7 annotations, as permitted

verdict   project     change               at stake
REFUSED   road-signs  remove merge (bbox)  5 annotations on 2 images
DESTROYS  lidar       delete project       3 images (4.2 MB) and 7 annotations
ok        new         create project       nothing

road-signs: REFUSED: allow_class_removal does not name it
road-signs: 1 change to classes
  destroy it  allow_class_removal=["merge"]

lidar: DESTROYS: permitted by on_delete="delete"

consents (allow_class_removal)
  STALE: road-signs: zip (nothing removes it: take it out)
"""
    )


def test_nothing_to_do_is_one_line() -> None:
    assert (
        printed(report()) == "signs/dev\n  ok          nothing is lost; 0 projects would change\n"
    )


def test_what_is_missing_is_said_above_and_below() -> None:
    text = printed(report(complete=False, failures=["error one\n  its second line"]))
    assert text == (
        "signs/dev\n"
        "  INCOMPLETE  there may be more than is listed here\n"
        "\n"
        "INCOMPLETE:\n"
        "error one\n"
        "  its second line\n"
    )


def test_nothing_that_a_name_holds_is_taken_for_markup() -> None:
    text = printed(report(change("[bold]x[/] :car:", "unknown")))
    assert "[bold]x[/] :car:" in text


def test_color_only_repeats_what_the_words_say() -> None:
    colored = printed(REFUSED, force_terminal=True, color_system="standard")
    assert "\x1b[" in colored
    plain = re.sub(r"\x1b\[[\d;]*m", "", colored)
    assert [line.rstrip() for line in plain.splitlines()] == printed(REFUSED).splitlines()


def test_a_lower_bound_is_called_one() -> None:
    deleted = deletion(at_least=True)
    text = printed(report(change("lidar", "permitted", action="delete", deletion=deleted)))
    assert "at least" in text


def test_a_retyped_class_says_what_it_becomes() -> None:
    retyped = loss(why="retyped", becomes="polygon")
    assert "(bbox -> polygon)" in printed(report(change(verdict="refused", classes=[retyped])))


def test_what_changes_is_named_with_both_values() -> None:
    fields = [
        {"field": "name", "old": "signs", "new": "road signs"},
        {"field": "description", "old": None, "new": "x" * 60},
        {"field": "annotation_types", "old": ["bbox"], "new": ["bbox", "polygon"]},
        {"field": "on_delete", "old": "archive", "known": False},
    ]
    found = change(fields=fields, class_changes=["add yield (bbox)"])
    assert [row.change for row in rows(found)] == [
        "name: signs -> road signs",
        f"description: none -> {'x' * 39}…",
        "annotation_types: bbox -> bbox, polygon",
        "on_delete: archive -> not known yet, or secret",
        "add yield (bbox)",
    ]
    assert "update project" not in printed(report(found))


def test_many_changes_of_one_project_are_cut_short() -> None:
    text = printed(report(change(class_changes=[f"add c{number} (bbox)" for number in range(9)])))
    assert "3 more changes" in text
    assert text.count("road-signs") == 7


def test_a_harmless_class_beside_a_refused_one_is_not_called_refused() -> None:
    fine = loss("zip", 0, ruling="harmless", effect="no annotation uses it")
    text = printed(report(change(verdict="refused", classes=[loss(), fine])))
    (line,) = [line for line in text.splitlines() if "zip" in line]
    assert line.startswith("ok ")
