"""The pictures of the documentation: what is on them, and what they ask of a reader's browser."""

from __future__ import annotations

import html
import re
import struct
from pathlib import Path

import pytest

from tools.pictures import screen

IMAGES = Path(__file__).parents[2] / "docs" / "images"
REFUSED = (IMAGES / "refused.svg").read_text()
DESTRUCTIVE = (IMAGES.parent / "destructive.md").read_text()


def test_a_terminal_shows_what_was_written_last() -> None:
    said = (
        "begin\n\r one..\x1b[K\n\x1b[K\n\r\x1b[2A one, \x1b[1mdone\x1b[0m\x1b[K\n"
        " end\x1b[K\n\x1b[?25h"
    )
    assert screen(said) == ["begin", " one, \x1b[1mdone\x1b[0m", " end"]


def test_the_refusal_says_what_the_program_says() -> None:
    text = html.unescape(re.sub(r"<[^>]+>", "", REFUSED)).replace("\xa0", " ")
    (case,) = re.findall(
        r"### A class is left out\n\n```text\n.*?\n(.*?)```", DESTRUCTIVE, re.DOTALL
    )
    for line in case.splitlines():
        assert line in text


def test_the_refusal_loads_nothing() -> None:
    assert not re.search(r"url\(http|href|@font-face|<image", REFUSED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reports_picture_is_small_enough(scheme: str) -> None:
    picture = (IMAGES / f"review-{scheme}.png").read_bytes()
    assert len(picture) < 300_000
    assert struct.unpack(">II", picture[16:24])[0] == 980
