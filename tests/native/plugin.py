"""The plugin as the engine starts it, and an engine for it to speak to: both real gRPC."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import engine_pb2_grpc, provider_pb2, provider_pb2_grpc

from pictograph_provider.native import wire
from tests.engine.leaks import lines_with

PLUGIN = Path(sys.executable).with_name("pulumi-resource-pictograph")
URN = "urn:pulumi:dev::signs::pictograph:index:Project::road-signs"
TIMEOUT = 60.0


class _Engine(engine_pb2_grpc.EngineServicer):
    def __init__(self) -> None:
        self.said: list[str] = []

    def Log(self, request: Any, _context: grpc.ServicerContext) -> empty_pb2.Empty:  # noqa: N802 - so it is called
        self.said.append(request.message)
        return empty_pb2.Empty()


@dataclass
class Plugin:
    """A configured provider; what it says and how its calls fail is kept.

    Attributes:
        said: all texts so far, those of failures too.
    """

    stub: provider_pb2_grpc.ResourceProviderStub
    said: list[str] = field(default_factory=list, repr=False)

    def check(self, news: Mapping[str, Any], olds: Mapping[str, Any] | None = None) -> list[str]:
        """The reasons why the inputs are refused."""
        request = provider_pb2.CheckRequest(urn=URN, news=struct(news), olds=struct(olds or {}))
        answer = self.stub.Check(request, timeout=TIMEOUT)
        reasons = [failure.reason for failure in answer.failures]
        self.said += reasons
        return reasons

    def create(self, news: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The id and the outputs; an empty id where it failed."""
        request = provider_pb2.CreateRequest(urn=URN, properties=struct(news))
        answer = self.call("Create", request)
        return (answer.id, plain(answer.properties)) if answer else ("", {})

    def update(
        self, id_: str, outputs: Mapping[str, Any], olds: Mapping[str, Any], news: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        request = provider_pb2.UpdateRequest(
            urn=URN, id=id_, olds=struct(outputs), old_inputs=struct(olds), news=struct(news)
        )
        answer = self.call("Update", request)
        return plain(answer.properties) if answer else None

    def diff(
        self, id_: str, outputs: Mapping[str, Any], olds: Mapping[str, Any], news: Mapping[str, Any]
    ) -> Any:
        request = provider_pb2.DiffRequest(
            urn=URN, id=id_, olds=struct(outputs), old_inputs=struct(olds), news=struct(news)
        )
        return self.call("Diff", request)

    def read(self, id_: str, outputs: Mapping[str, Any], inputs: Mapping[str, Any]) -> Any:
        request = provider_pb2.ReadRequest(
            urn=URN, id=id_, properties=struct(outputs), inputs=struct(inputs)
        )
        return self.call("Read", request)

    def delete(self, id_: str, outputs: Mapping[str, Any], inputs: Mapping[str, Any]) -> bool:
        request = provider_pb2.DeleteRequest(
            urn=URN, id=id_, properties=struct(outputs), old_inputs=struct(inputs)
        )
        return self.call("Delete", request) is not None

    def invoke(self, token: str, args: Mapping[str, Any]) -> dict[str, Any] | None:
        answer = self.call("Invoke", provider_pb2.InvokeRequest(tok=token, args=struct(args)))
        return plain(getattr(answer, "return")) if answer else None

    def call(self, method: str, request: Any) -> Any:
        """The answer, or None where the call failed with a text."""
        try:
            return getattr(self.stub, method)(request, timeout=TIMEOUT)
        except grpc.RpcError as error:
            # The one status with which the engine shows the text and nothing else; what Python
            # itself says of an exception begins like this.
            text = str(error.details())
            if error.code() is not grpc.StatusCode.UNKNOWN or text.startswith("Exception calling"):
                raise
            self.said.append(text)
            return None


@contextmanager
def plugin(folder: Path, runtime: str, env: Mapping[str, str], **config: Any) -> Iterator[Plugin]:
    """Start it beside a program in that language."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Pulumi.yaml").write_text(f"name: signs\nruntime: {runtime}\n")
    engine, pool = _Engine(), ThreadPoolExecutor(4)
    server = grpc.server(pool)
    engine_pb2_grpc.add_EngineServicer_to_server(engine, server)
    address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    with subprocess.Popen(
        [PLUGIN, address], cwd=folder, env={**env}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                started = Plugin(provider_pb2_grpc.ResourceProviderStub(channel), engine.said)
                started.stub.Configure(
                    provider_pb2.ConfigureRequest(id="7", args=struct(config)), timeout=TIMEOUT
                )
                yield started
        finally:
            process.terminate()
            server.stop(None)
            pool.shutdown()


def struct(values: Mapping[str, Any]) -> struct_pb2.Struct:
    return wire.sent(values)


def plain(values: struct_pb2.Struct) -> dict[str, Any]:
    return wire.received(values)[0]


def leaks(key: str, said: list[str]) -> list[str]:
    """Texts with the key in them."""
    return lines_with(key, "\n".join(said))
