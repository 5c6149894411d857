"""An emulator of the Pictograph service: FastAPI on one SQLite file."""

from pictograph_provider.emulator.app import create_app
from pictograph_provider.emulator.server import Emulator

__all__ = ["Emulator", "create_app"]
