"""What a preview that failed leaves out is named, or said to be unknown."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from pictograph_provider.client import Client
from pictograph_provider.review.build import review
from pictograph_provider.review.preview import PROJECT, Preview, Step
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
