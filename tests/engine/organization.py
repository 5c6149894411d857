"""A second organization beside the stack's own, for tests in which two meet."""

from __future__ import annotations

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator


class Organization:
    """An organization of the emulator, with an owner's key and a client of its own."""

    def __init__(self, emulator: Emulator, name: str) -> None:
        self._control = emulator.control
        self.id = self._control.create_organization(name)
        self.key = self._control.create_key(self.id)
        self.client = Client(self.key, emulator.url)

    def rotate(self) -> str:
        """A new key; the old one is revoked."""
        old, self.key = self.key, self._control.create_key(self.id)
        self._control.revoke_key(old)
        return self.key
