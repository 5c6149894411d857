"""Errors as a person should meet them: one sentence, no traceback, and how to mend it."""

from __future__ import annotations

from pictograph_provider.client import errors
from pictograph_provider.lifecycle.session import RefusedError

PLACES = (
    "pulumi config set --secret pictograph:apiKey, or the api_key of the program's Provider, "
    "or PICTOGRAPH_API_KEY"
)
"""The three that there are; which of them the engine was given is not told."""

# The engine configures a provider anew only where it runs a program that declares something for it.
_MEND = "after changing it run pulumi up while the project is declared, or add --run-program."

RECORDED = (
    "Unless it is in the environment, refresh, destroy and an up that leaves no project use the "
    f"key of the last up: {_MEND}"
)
CONFIGURATION = (
    "refresh, destroy and an up that leaves no project use the configuration of the last up: "
    f"{_MEND}"
)

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


def plain_text(error: BaseException) -> str:
    """An error in words: what happened, and what to do.

    The text never holds the key: the client takes it out of every message it makes.
    """
    if isinstance(error, (errors.PictographError, RefusedError)):
        advice = next((text for kind, text in ADVICE.items() if isinstance(error, kind)), "")
        return f"{error} {advice}".strip()
    return (
        f"a fault in pictograph-provider: {type(error).__name__}: {error}. "
        f"Nothing is known to be changed. Set {DEBUG}=1 to see where."
    )
