"""How far something long is, said now and then."""

from __future__ import annotations

import time
from collections.abc import Callable


def throttled(show: Callable[[str], None], seconds: float) -> Callable[[str], None]:
    """A function that may be called often, and shows a text only every few seconds.

    The first one is shown after that time as well: what is short needs no progress.
    """
    shown = time.monotonic()

    def progress(text: str) -> None:
        nonlocal shown
        if time.monotonic() - shown >= seconds:
            shown = time.monotonic()
            show(text)

    return progress
