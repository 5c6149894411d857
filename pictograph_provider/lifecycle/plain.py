"""Errors as a person should meet them: one sentence, no traceback, and how to mend it."""

from __future__ import annotations

import os
import sys

from pictograph_provider.client import errors
from pictograph_provider.lifecycle.key_advice import CONFIGURATION, PLACES, RECORDED
from pictograph_provider.lifecycle.session import RefusedError

DEBUG = "PICTOGRAPH_DEBUG"
"""Set it to see full tracebacks."""

ADVICE: dict[type[Exception], str] = {
    errors.AuthError: f"Set the right key: {PLACES}. {RECORDED}",
    errors.ConfigurationError: CONFIGURATION,
    errors.ForbiddenError: "The key's role is too low for this: use an admin's or owner's key.",
    errors.PaymentRequiredError: "The organisation's plan does not allow more.",
    errors.NotFoundError: (
        "It was there a moment ago. If somebody deleted it, run pulumi refresh; else run it again."
    ),
    errors.RateLimitError: "Wait, then run it again: what was done is not repeated.",
    errors.ServerError: "Run it again: what was done is not repeated.",
    errors.NetworkError: (
        "Is the service reachable, and the base URL right? "
        "Run it again: what was done is not repeated."
    ),
}


class PictographError(Exception):
    """What the engine shows of a failure."""


# The engine prints the class with its module in front, unless it is a built-in one.
PictographError.__module__ = "builtins"


def plain_error(error: BaseException) -> Exception:
    """The error to hand to the engine.

    Its text never holds the key: the client takes it out of every message it makes.
    """
    if isinstance(error, PictographError):
        return error
    if os.environ.get(DEBUG):
        return error if isinstance(error, Exception) else RuntimeError(repr(error))
    # The SDK prints tracebacks; this is the only way to keep it from that.
    sys.tracebacklimit = 0
    if isinstance(error, (errors.PictographError, RefusedError)):
        advice = next((text for kind, text in ADVICE.items() if isinstance(error, kind)), "")
        return PictographError(f"{error} {advice}".strip())
    return PictographError(
        f"a fault in pictograph-provider: {type(error).__name__}: {error}. "
        f"Nothing is known to be changed. Set {DEBUG}=1 to see where."
    )
