"""The one session of a provider process. The engine calls it from four threads."""

from __future__ import annotations

import threading
from collections.abc import Callable

from pictograph_provider.client.errors import ConfigurationError
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.settings import settings

_lock = threading.Lock()
_session: Session | None = None
_problem: ConfigurationError | None = None


def configure(config: Callable[[str], str | None]) -> None:
    """Start the session. Never raises: the engine would print a traceback for each resource."""
    global _session, _problem
    with _lock:
        try:
            _session, _problem = Session.open(settings(config)), None
        except ConfigurationError as error:
            _session, _problem = None, error


def session() -> Session:
    """The session.

    Raises:
        ConfigurationError: what `configure` could not say.
    """
    if _problem is not None:
        raise _problem
    if _session is None:
        raise ConfigurationError("the provider was not configured.")
    return _session
