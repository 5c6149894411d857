"""The plugin's gRPC service: each call of the engine, from its messages to the core and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from google.protobuf import empty_pb2
from grpc import ServicerContext as Context
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

from pictograph_provider.client.errors import ConfigurationError
from pictograph_provider.language import spelling
from pictograph_provider.lifecycle.errors import full_text, plain_text
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.native import functions, project, wire
from pictograph_provider.native.cancel import Cancel
from pictograph_provider.native.configuration import KEY, keys, open_session, reader
from pictograph_provider.native.details import folded, names, response
from pictograph_provider.native.engine import Engine
from pictograph_provider.native.failure import abort
from pictograph_provider.native.project import Values
from pictograph_provider.native.schema import schema
from pictograph_provider.plan import UNKNOWN
from pictograph_provider.settings import settings
from pictograph_provider.spelling import Spelling
from pictograph_provider.state.secrets import Mask
from pictograph_provider.version import __version__

_Result = TypeVar("_Result")


def _language() -> Spelling:
    """How the program is written, in whose folder the engine has started this process."""
    return spelling(Path.cwd())


class _OfResource(Protocol):
    """A request about a resource."""

    @property
    def urn(self) -> str: ...


class Server(provider_pb2_grpc.ResourceProviderServicer):
    """One configured provider: the engine starts a process for each."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._cancel = Cancel()
        self._provider = ""
        self._session: Session | None = None
        self._problem = ConfigurationError("the provider was not configured.")

    def Handshake(
        self, request: provider_pb2.ProviderHandshakeRequest, _context: Context
    ) -> object:
        if request.engine_address:
            self._engine.connect(request.engine_address)
        return provider_pb2.ProviderHandshakeResponse(accept_secrets=True)

    def Attach(self, request: plugin_pb2.PluginAttach, _context: Context) -> object:
        self._engine.connect(request.address)
        return empty_pb2.Empty()

    def GetPluginInfo(self, _request: object, _context: Context) -> object:
        return plugin_pb2.PluginInfo(version=__version__)

    def GetSchema(self, _request: object, _context: Context) -> object:
        return provider_pb2.GetSchemaResponse(schema=schema())

    def CheckConfig(self, request: provider_pb2.CheckRequest, _context: Context) -> object:
        new_inputs, secrets = wire.received(request.news)
        failures = []
        try:
            # Of a setting that a preview does not know yet, Configure says what is wrong.
            if UNKNOWN not in new_inputs.values():
                settings(reader(new_inputs), keys=keys(new_inputs), spelling=_language())
        except ConfigurationError as error:
            reason = secrets.mask(plain_text(error, spelling=_language()))
            failures = [provider_pb2.CheckFailure(reason=reason)]
        # Ciphertext in state, even where the configuration is plain text.
        secrets.add((KEY,), new_inputs.get(KEY))
        return provider_pb2.CheckResponse(inputs=wire.sent(new_inputs, secrets), failures=failures)

    def DiffConfig(self, request: provider_pb2.DiffRequest, _context: Context) -> object:
        old_inputs, _ = wire.received(request.old_inputs)
        new_inputs, _ = wire.received(request.news)
        changed = sorted(
            key for key in {*old_inputs, *new_inputs} if old_inputs.get(key) != new_inputs.get(key)
        )
        # Another key or another address is still the same provider: nothing is ever replaced.
        return response(bool(changed), changed)

    def Configure(self, request: provider_pb2.ConfigureRequest, _context: Context) -> object:
        values, _ = wire.received(request.args)
        self._provider = request.id
        try:
            address, clock = self._engine.address, self._cancel.clock
            self._session = open_session(values, address, clock, _language())
        except ConfigurationError as error:
            self._problem = error  # said by the calls: here, it would end the run without a word
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, acceptResources=False
        )

    def Check(self, request: provider_pb2.CheckRequest, _context: Context) -> object:
        old_inputs, old = wire.received(request.olds)
        new_inputs, secrets = wire.received(request.news)
        mask = secrets.and_those(old).mask
        resource = self._resource(request, inputs=old_inputs)
        try:
            inputs, reasons = self._cancel.run(
                lambda: project.checked(self._for(request.urn, mask), resource, new_inputs)
            )
        except Exception as error:  # noqa: BLE001 - any failure reads best as a reason
            inputs, reasons = new_inputs, [full_text(error, spelling=_language())]
        # No property: with one, the engine would print its whole value in front.
        failures = [provider_pb2.CheckFailure(reason=mask(reason)) for reason in reasons]
        return provider_pb2.CheckResponse(inputs=wire.sent(inputs, secrets), failures=failures)

    def Diff(self, request: provider_pb2.DiffRequest, context: Context) -> object:
        outputs, old = wire.received(request.olds)
        old_inputs, before = wire.received(request.old_inputs)
        new_inputs, secrets = wire.received(request.news)
        secrets = secrets.and_those(old, before)
        resource = self._resource(request, outputs, old_inputs)
        session = None if self._session is None else self._for(request.urn, secrets.mask)
        changed, found = self._plainly(
            context, lambda: project.differences(session, resource, new_inputs), secrets.mask
        )
        found = folded(found, (str(path[0]) for path in secrets.paths if len(path) == 1))
        return response(changed, names(found), found)

    def Create(self, request: provider_pb2.CreateRequest, context: Context) -> object:
        new_inputs, secrets = wire.received(request.properties)
        resource, mask = self._resource(request), secrets.mask
        if request.preview:
            outputs = self._plainly(context, lambda: project.expected(resource, new_inputs), mask)
            return provider_pb2.CreateResponse(properties=wire.sent(outputs, secrets))
        live = self._plainly(
            context,
            lambda: project.created(self._for(request.urn, mask), resource, new_inputs),
            mask,
        )
        return provider_pb2.CreateResponse(id=live.id, properties=wire.sent(live.outputs, secrets))

    def Read(self, request: provider_pb2.ReadRequest, context: Context) -> object:
        outputs, secrets = wire.received(request.properties)
        inputs, more = wire.received(request.inputs)
        mask = (secrets := secrets.and_those(more)).mask
        resource = self._resource(request, outputs, inputs)
        live = self._plainly(
            context,
            lambda: project.found(self._for(request.urn, mask), resource),
            mask,
            recorded=True,
        )
        if live is None:
            return provider_pb2.ReadResponse(id="")
        return provider_pb2.ReadResponse(
            id=live.id,
            properties=wire.sent(live.outputs, secrets),
            inputs=wire.sent(live.inputs, secrets),
        )

    def Update(self, request: provider_pb2.UpdateRequest, context: Context) -> object:
        outputs, old = wire.received(request.olds)
        old_inputs, before = wire.received(request.old_inputs)
        new_inputs, secrets = wire.received(request.news)
        mask = secrets.and_those(old, before).mask
        resource = self._resource(request, outputs, old_inputs)
        if request.preview:
            after = self._plainly(context, lambda: project.expected(resource, new_inputs), mask)
        else:
            after = self._plainly(
                context,
                lambda: project.updated(self._for(request.urn, mask), resource, new_inputs),
                mask,
            )
        return provider_pb2.UpdateResponse(properties=wire.sent(after, secrets))

    def Delete(self, request: provider_pb2.DeleteRequest, context: Context) -> object:
        outputs, secrets = wire.received(request.properties)
        inputs, more = wire.received(request.old_inputs)
        mask = secrets.and_those(more).mask
        resource = self._resource(request, outputs, inputs)
        self._plainly(
            context,
            lambda: project.deleted(self._for(request.urn, mask), resource),
            mask,
            recorded=True,
        )
        return empty_pb2.Empty()

    def Invoke(self, request: provider_pb2.InvokeRequest, context: Context) -> object:
        args, secrets = wire.received(request.args)
        mask = secrets.mask
        answer = self._plainly(
            context, lambda: functions.call(self._for("", mask), request.tok, args), mask
        )
        return provider_pb2.InvokeResponse(**{"return": wire.sent(answer, secrets)})

    def Cancel(self, _request: object, _context: Context) -> object:
        self._cancel.press()
        return empty_pb2.Empty()

    def _resource(
        self, request: _OfResource, outputs: Values | None = None, inputs: Values | None = None
    ) -> project.Resource:
        id_ = getattr(request, "id", "")
        return project.Resource(request.urn, self._provider, id_, outputs or {}, inputs or {})

    def _for(self, urn: str, mask: Mask) -> Session:
        """The session. Its texts are shown under this resource, and keep its secrets."""
        if self._session is None:
            raise self._problem
        return self._session.of_project(mask, _language(), self._engine.voice(urn))

    def _plainly(
        self, context: Context, call: Callable[[], _Result], mask: Mask, *, recorded: bool = False
    ) -> _Result:
        """Let nothing out but one clear error.

        Args:
            mask: keeps what is secret out of its text.
            recorded: the call may use the configuration of the last `up`.
        """
        try:
            return self._cancel.run(call)
        except BaseException as error:  # noqa: BLE001
            return abort(context, mask(full_text(error, recorded=recorded, spelling=_language())))
