"""A figure and its noun."""

from __future__ import annotations

import pytest

from pictograph_provider.texts import plural


@pytest.mark.parametrize(
    ("number", "thing", "text"),
    [
        (0, "image", "0 images"),
        (1, "image", "1 image"),
        (1204, "archived image", "1,204 archived images"),
        (1, "class", "1 class"),
        (2, "more class", "2 more classes"),
        (2, "box", "2 boxes"),
        (3, "entry", "3 entries"),
        (3, "key", "3 keys"),
        (None, "class", "an unknown number of classes"),
    ],
)
def test_a_noun_follows_its_figure(number: int | None, thing: str, text: str) -> None:
    assert plural(number, thing) == text


def test_an_unknown_figure_can_be_a_sign() -> None:
    assert plural(None, "annotation", unknown="?") == "? annotations"
