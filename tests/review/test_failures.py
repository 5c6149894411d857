"""What a preview that failed leaves out is named, or said to be unknown."""

from __future__ import annotations

import subprocess
from collections.abc import Collection

import pytest

from pictograph_provider.client import Client
from pictograph_provider.lifecycle.check import REFUSED
from pictograph_provider.review import engine
from pictograph_provider.review.build import review
from pictograph_provider.review.preview import PROJECT, Preview, PreviewError, Step
from pictograph_provider.review.report import Report

URN = f"urn:pulumi:dev::signs::{PROJECT}::"
TOLD = Step("same", f"{URN}told")
BROKE = ((f"{URN}bad", "'reddish' is not a CSS color"),)


def reviewed(*errors: tuple[str | None, str], recorded: Collection[str] | None) -> Report:
    def connect() -> Client:
        raise AssertionError("nothing is to be counted")

    preview = Preview("signs", "dev", {}, (TOLD,), {}, errors)
    return review(preview, connect, lambda: recorded)


def test_projects_that_it_did_not_come_to_are_named() -> None:
    report = reviewed(*BROKE, recorded=[f"{URN}{name}" for name in ("told", "bad", "b", "a")])
    assert report.not_reached == ["a", "b"]
    assert report.failures[1].endswith("is not known: a, b")


def test_without_the_state_it_says_that_none_are_named() -> None:
    assert "the stack's state can't be read here" in reviewed(*BROKE, recorded=None).failures[1]


@pytest.mark.parametrize("recorded", [[f"{URN}told"], []])
def test_it_says_nothing_where_all_was_looked_at(recorded: list[str]) -> None:
    assert len(reviewed(*BROKE, recorded=recorded).failures) == 1


def test_the_state_is_not_read_where_the_preview_is_whole() -> None:
    assert reviewed(recorded=None).complete


def test_a_preview_that_ended_at_a_refusal_says_how_to_make_a_whole_one() -> None:
    refusal = (f"{URN}bad", f"{REFUSED}\nroad-signs: 1 change to classes")
    report = reviewed(refusal, recorded=[])
    (change,) = report.changes
    assert change.reason == "the preview ended here; what it counted is in the plan"
    assert change.plan == ["road-signs: 1 change to classes"]
    assert report.failures[0].endswith(
        "Make it so: PICTOGRAPH_REVIEW=1 pulumi preview --json --show-sames"
    )


def test_an_engine_that_makes_no_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess([], 255, "", "error: no stack selected\n")
    monkeypatch.setattr(engine, "_pulumi", lambda *args: done)
    with pytest.raises(PreviewError, match=r"^pulumi preview made no preview: error: no stack"):
        engine.run_preview([])
