"""An error as the engine shows it: its text, and no traceback.

Tried with Pulumi 3.259 and SDK 3.272, which print the whole traceback of an exception that leaves
a dynamic provider (since SDK 3.260), ending in the class with its module in front. A limit of
zero leaves the last line only, and a class that says that it is built in is shown without its
module. The limit holds for the process, so other dynamic providers in it lose tracebacks too.
This can go when a dynamic provider can give the engine a plain text (pulumi#10416).
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from pictograph_provider.lifecycle.errors import full_text


class EngineError(Exception):
    """What the engine shows of a failure, under the name of all errors of this package."""


EngineError.__module__, EngineError.__qualname__ = "builtins", "PictographError"


def plain_error(
    error: BaseException, mask: Callable[[str], str] = str, *, recorded: bool = False
) -> Exception:
    """The error to hand to the engine.

    Args:
        mask: keeps what is secret out of its text, tracebacks too.
        recorded: the call may use the configuration of the last `up`.
    """
    if isinstance(error, EngineError):
        return error
    sys.tracebacklimit = 0
    return EngineError(mask(full_text(error, recorded=recorded)))
