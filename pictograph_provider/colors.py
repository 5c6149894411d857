"""CSS colors: are they valid, and do two spellings mean the same one?"""

from __future__ import annotations

import re
from functools import lru_cache

_HEX = re.compile("#[0-9a-fA-F]{6}")


@lru_cache(maxsize=4096)
def canonical(color: str) -> str | None:
    """One spelling for a CSS color, whichever way it was written.

    `red`, `#F00`, `#ff0000` and `rgb(255, 0, 0)` all give the same text, so that a
    difference of spelling is never taken for a change. Any color of CSS Color Level 4
    is understood.

    Returns:
        The canonical text, or None where `color` is no CSS color.
    """
    if _HEX.fullmatch(color):  # as most are written: do not wait for what knows all others
        return f"srgb({' '.join(str(int(color[i : i + 2], 16)) for i in (1, 3, 5))} 1)"
    from tinycss2 import color4

    parsed = color4.parse_color(color)
    if parsed is None:
        return None
    if isinstance(parsed, str):  # "currentcolor" has no coordinates
        return parsed
    try:
        parsed = parsed.to("srgb")
        scale = 255.0
    except NotImplementedError:  # lab, oklch and the like stay in their own space
        scale = 1.0
    numbers = [*(_number(c, scale) for c in parsed.coordinates), _number(parsed.alpha, 1.0)]
    return f"{parsed.space if scale == 1.0 else 'srgb'}({' '.join(numbers)})"


def same(one: str | None, other: str | None) -> bool:
    """Whether two colors look the same; texts that are no colors compare as texts."""
    if one is None or other is None or one == other:
        return one == other
    left, right = canonical(one), canonical(other)
    return left is not None and left == right


def _number(value: float | None, scale: float) -> str:
    # Three decimals tell apart all that a screen can; `none` is a value of its own in CSS.
    return "none" if value is None else f"{round(value * scale, 3):g}"
