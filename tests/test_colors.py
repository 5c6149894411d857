"""Two spellings of one color are one color, and what is none is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictograph_provider.colors import canonical, same

BYTE = st.integers(0, 255)


@given(BYTE, BYTE, BYTE)
def test_a_hex_color_is_what_all_its_spellings_are(red: int, green: int, blue: int) -> None:
    hexadecimal = f"#{red:02x}{green:02x}{blue:02x}"
    for other in (
        hexadecimal.upper(),
        f"{hexadecimal}ff",
        f"rgb({red}, {green}, {blue})",
        f"rgb({red} {green} {blue} / 100%)",
    ):
        assert same(hexadecimal, other)
    assert not same(hexadecimal, f"rgb({red} {green} {(blue + 1) % 256})")
    assert not same(hexadecimal, f"{hexadecimal}80")


@pytest.mark.parametrize("other", ["#f00", "#FF0000", "rgb(100% 0% 0%)", "hsl(0 100% 50%)"])
def test_red_is_red(other: str) -> None:
    assert same("red", other)


@pytest.mark.parametrize("text", ["", "reed", "#gg0000", "ff0000", "#ff00001", "#ff00\n00"])
def test_what_is_no_color(text: str) -> None:
    assert canonical(text) is None
    assert not same(text, "red")
    assert same(text, text)  # as texts they compare
