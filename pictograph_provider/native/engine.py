"""The way to the engine: each text is shown under the resource that it is about."""

from __future__ import annotations

import sys
import threading

import grpc
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

from pictograph_provider.host.engine import TIMEOUT
from pictograph_provider.lifecycle.shell import Voice
from pictograph_provider.texts import without_tags


class Engine:
    """The engine at an address, which may become known after the start.

    Attributes:
        address: the same for all processes of a run; None while there is none.
    """

    def __init__(self, address: str | None = None) -> None:
        self._lock = threading.Lock()
        self._stub: engine_pb2_grpc.EngineStub | None = None
        self.address: str | None = None
        if address:
            self.connect(address)

    def connect(self, address: str) -> None:
        """Speak to this one from now on."""
        with self._lock:
            self.address = address
            self._stub = engine_pb2_grpc.EngineStub(grpc.insecure_channel(address))

    def voice(self, urn: str = "") -> Voice:
        """A voice whose texts the engine shows under a resource.

        Args:
            urn: of the resource; without one, they are shown under the stack.
        """

        def say(text: str, /, *, warn: bool = False, passing: bool = False) -> None:
            severity = engine_pb2.WARNING if warn else engine_pb2.INFO
            message = engine_pb2.LogRequest(
                severity=severity, message=text, urn=urn, ephemeral=passing
            )
            try:
                if self._stub is not None:
                    self._stub.Log(message, timeout=TIMEOUT)
                    return
            except grpc.RpcError:
                pass
            # The engine writes it to its own log, for who looks for it there.
            sys.stderr.write(without_tags(text) + "\n")

        return say
