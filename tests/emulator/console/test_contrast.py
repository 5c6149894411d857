"""The console's colors can be told apart, in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

import pictograph_provider.emulator.console as package

CSS = files(package).joinpath("static").joinpath("console.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
)
TEXT = [
    *(
        (text, ground)
        for text in ("text", "quiet", "bad", "accent")
        for ground in ("ground", "panel")
    ),
    *(("text", ground) for ground in ("tint", "warm")),
    ("bad", "warm"),
    ("on-accent", "accent"),
]
CONTROLS = [
    *((edge, ground) for edge in ("edge", "accent", "bad") for ground in ("ground", "panel")),
    ("bad", "warm"),
    ("panel", "bad"),  # the knob of a switch that is on
]


def luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_the_standards_own() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(palette: dict[str, str], text: str, ground: str) -> None:
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), CONTROLS)
def test_controls_can_be_seen(palette: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(palette[edge], palette[ground]) >= 3


def test_both_palettes_name_the_same_colors_and_no_other_is_used() -> None:
    assert LIGHT.keys() == DARK.keys()
    rest = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-f]{3,8}\b(?=[;, )])", rest)
    assert {*re.findall(r"var\(--([\w-]+)\)", rest)} - {"radius"} <= LIGHT.keys()
