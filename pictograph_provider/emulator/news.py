"""Telling whoever watches that something has changed."""

from __future__ import annotations

import asyncio


class News:
    """A number that grows with every change, and a way to wait for the next one.

    Used from the server's event loop alone.
    """

    def __init__(self) -> None:
        self.edition = 0
        self.closed = False
        self._next = asyncio.Event()

    def publish(self) -> None:
        self.edition += 1
        self._next.set()
        self._next = asyncio.Event()

    def close(self) -> None:
        """Ends every wait, so that a stop need not wait for those who watch."""
        self.closed = True
        self._next.set()

    async def later_than(self, edition: int) -> None:
        """Returns once there is a later edition, or the service has stopped."""
        while self.edition <= edition and not self.closed:
            await self._next.wait()
