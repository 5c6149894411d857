"""The provider's own inputs: the key, the address, the policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pictograph_provider.client.retry import Clock
from pictograph_provider.host import checkpoints
from pictograph_provider.host.engine import paint
from pictograph_provider.host.entries import NATIVE, Entries
from pictograph_provider.lifecycle.run import Run
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.shell import Shell
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.settings import NAMESPACE, settings
from pictograph_provider.spelling import Spelling

KEY = "apiKey"


def reader(values: Mapping[str, object]) -> Callable[[str], str | None]:
    """Gives the value of a configuration key such as `pictograph:apiKey`."""

    def read(key: str) -> str | None:
        value = values.get(key.removeprefix(f"{NAMESPACE}:"))
        return None if value is None or value is UNKNOWN else _text(value)

    return read


def keys(values: Mapping[str, object]) -> list[str]:
    """The configuration keys that were given, for one that is nearly right to be noticed."""
    return [f"{NAMESPACE}:{name}" for name in values if not name.startswith(("version", "plugin"))]


def open_session(
    values: Mapping[str, object], address: str | None, clock: Clock, spelling: Spelling
) -> Session:
    """Start the session of a plugin's process.

    Args:
        address: the engine's.
        clock: by which the client waits, until the run is cancelled.
        spelling: of the program.

    Raises:
        ConfigurationError: a setting is missing or wrong.
    """
    shell = Shell(
        paint=paint(), spelling=spelling, advice=checkpoints.advice, others=Entries(NATIVE)
    )
    read = settings(reader(values), keys=keys(values), spelling=spelling)
    return Session.open(read, Run(address), shell, clock=clock)


def _text(value: object) -> str:
    # The engine knows no integers, and the settings take them as texts.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
