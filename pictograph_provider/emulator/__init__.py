"""An emulator of the Pictograph service: FastAPI on one SQLite file.

What is heavy is imported when it is asked for: the pytest plugin lives in this package and is
loaded in every pytest run of whoever installed it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictograph_provider.emulator.app import create_app
    from pictograph_provider.emulator.server import Emulator

__all__ = ["Emulator", "create_app"]

_HOMES = {"Emulator": "server", "create_app": "app"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
