"""The one session of a provider process. The engine calls it from four threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from pictograph_provider.client.errors import ConfigurationError
from pictograph_provider.lifecycle.run import Run
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.voice import engine_address
from pictograph_provider.settings import settings

_lock = threading.Lock()
_session: Session | None = None
_problem: ConfigurationError | None = None
_run: Run | None = None


def configure(config: Callable[[str], str | None], keys: Iterable[str] = ()) -> None:
    """Start the session. Never raises: the engine would print a traceback for each resource."""
    global _session, _problem, _run
    with _lock:
        # A second class of provider in one process is configured again, within the same run.
        _run = _run or Run(engine_address())
        try:
            _session, _problem = Session.open(settings(config, keys=keys), _run), None
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


def configured() -> Session | None:
    """The session, or None where there is none: for a call that must not fail because of that."""
    return _session
