"""Errors as a person should meet them: what is wrong, what to do, and last the request."""

from __future__ import annotations

import os
import traceback

from pictograph_provider.client import errors
from pictograph_provider.lifecycle.session import OtherOrganizationError, RefusedError
from pictograph_provider.spelling import PYTHON, Spelling
from pictograph_provider.state.format import StateError

# The engine configures a provider again only where a program declares something for it.
_MEND = "after changing it run pulumi up while the project is declared, or add --run-program."

RECORDED = (
    "Unless it is in the environment, refresh, destroy and an up that leaves no project use the "
    f"key of the last up: {_MEND}"
)
CONFIGURATION = (
    "refresh, destroy and an up that leaves no project use the configuration of the last up: "
    f"{_MEND}"
)

KEY_IN_STATE: tuple[type[Exception], ...] = (
    errors.AuthError,
    errors.ForbiddenError,
    OtherOrganizationError,
)
"""What another key would mend."""

CONFIGURATION_IN_STATE: tuple[type[Exception], ...] = (
    errors.ConfigurationError,
    errors.NetworkError,
)
"""What another setting would mend, or may."""

DEBUG = "PICTOGRAPH_DEBUG"
"""Set it to see full tracebacks."""

FRAMES = 40
"""Of a traceback. Without a number, a limit that was set for the process would hold."""

AGAIN = "Run it again: what was done is not repeated."
ORGANIZATION = "/organizations/me "
"""In the request that asks for the key's organization."""

ADVICE: dict[type[Exception], str] = {
    errors.ForbiddenError: "The key's role is too low for this: use an admin's or owner's key.",
    errors.PaymentRequiredError: "The organization's plan does not allow more.",
    errors.NotFoundError: (
        "Somebody may have deleted or renamed it meanwhile: run pulumi refresh, then run it again."
    ),
    errors.RateLimitError: "Wait, then run it again: what was done is not repeated.",
    errors.ServerError: AGAIN,
    errors.NetworkError: (
        f"Check that this machine reaches the service and that the base URL is right. {AGAIN}"
    ),
}


def full_text(error: BaseException, *, recorded: bool = False, spelling: Spelling = PYTHON) -> str:
    """An error in words, or with its traceback where the environment asks for it.

    Args:
        recorded, spelling: as for `plain_text`.
    """
    if os.environ.get(DEBUG):
        # As a text of ours, since the engine's own traceback would quote what is secret.
        return "".join(traceback.format_exception(error, limit=FRAMES))
    return plain_text(error, recorded=recorded, spelling=spelling)


def plain_text(error: BaseException, *, recorded: bool = False, spelling: Spelling = PYTHON) -> str:
    """An error in words: the cause, what to do, and last the request.

    The text never holds the key: the client takes it out of every message it makes.

    Args:
        recorded: the call may be one of a refresh, a destroy or an up that leaves no project,
            and those use the configuration of the last up.
        spelling: of the program.
    """
    if not isinstance(error, (errors.PictographError, RefusedError, StateError)):
        return (
            f"a fault in pictograph-provider: {type(error).__name__}: {error}. "
            f"It is not known whether anything was changed. Set {DEBUG}=1 to see where it is."
        )
    advice = [_advice(error, spelling)]
    if recorded and isinstance(error, KEY_IN_STATE):
        advice.append(RECORDED)
    if recorded and (isinstance(error, CONFIGURATION_IN_STATE) or _is_elsewhere(error)):
        advice.append(CONFIGURATION)
    if not isinstance(error, errors.PictographError):
        return " ".join(filter(None, [str(error), *advice]))
    request = f"({error.request})" if error.request else ""
    return " ".join(filter(None, [error.cause, *advice, request]))


def _advice(error: Exception, spelling: Spelling) -> str:
    if _is_elsewhere(error):
        return _address(spelling)
    if isinstance(error, errors.AuthError):
        return f"Set the right key: {_key_places(spelling)}."
    if isinstance(error, OtherOrganizationError):
        return f"Set the key of the right organization: {_key_places(spelling)}."
    return next((text for kind, text in ADVICE.items() if isinstance(error, kind)), "")


def _is_elsewhere(error: Exception) -> bool:
    """A 404 without the service's own code for it, or where it is about what each key has, comes
    from some other server or from another path.
    """
    return isinstance(error, errors.NotFoundError) and (
        error.code is None or ORGANIZATION in (error.request or "")
    )


def _key_places(spelling: Spelling) -> str:
    """The three that there are; which of them the engine was given is not told."""
    argument = f"the {spelling.setting('api_key')} of the program's {spelling.provider}"
    return f"pulumi config set --secret pictograph:apiKey, or {argument}, or PICTOGRAPH_API_KEY"


def _address(spelling: Spelling) -> str:
    argument = f"the {spelling.setting('base_url')} of the program's {spelling.provider}"
    return (
        "Nothing of the service is at this address: set the base URL right, with pulumi config "
        f"set pictograph:baseUrl, or {argument}, or PICTOGRAPH_BASE_URL."
    )
