"""The socket under a request, for faults that no HTTP answer can express."""

from __future__ import annotations

import asyncio
import socket
import struct

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

EXTENSION = "pictograph_provider.connection"
"""Where the ASGI scope carries the transport."""

REFUSE = "pictograph_provider.refuse"
"""Where the ASGI state carries the function that stops listening for some seconds."""


class OpenProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 protocol, which also hands the application its transport."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            scope["extensions"] = {EXTENSION: transport}
            await app(scope, receive, send)

        self.app = with_transport


async def reset(scope: Scope) -> None:
    """Ends the connection with RST: what the client was sent and has not read is lost too."""
    transport = _transport(scope)
    if transport.is_closing():  # the client has gone first
        return
    # A linger time of zero makes the kernel answer with RST instead of FIN.
    transport.get_extra_info("socket").setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
    )
    transport.abort()
    await asyncio.sleep(0)  # lets uvicorn learn that the connection is gone


async def refuse(scope: Scope, seconds: float) -> None:
    """Has new connections refused for this long."""
    await scope["state"][REFUSE](seconds)


async def end(scope: Scope) -> None:
    """Sends what was written, then ends the connection with FIN."""
    _transport(scope).close()
    await asyncio.sleep(0)


def _transport(scope: Scope) -> asyncio.Transport:
    transport: asyncio.Transport = scope["extensions"][EXTENSION]
    return transport
