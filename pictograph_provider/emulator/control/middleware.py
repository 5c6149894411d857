"""Logs what comes in and lets the faults that are on have it first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pictograph_provider.emulator.clock import stamp
from pictograph_provider.emulator.control.effects import faulty
from pictograph_provider.emulator.control.faults import Incoming, Switchboard
from pictograph_provider.emulator.control.requests import LoggedRequest, RequestLog
from pictograph_provider.emulator.datasets import models as datasets
from pictograph_provider.emulator.exchange import replay
from pictograph_provider.emulator.session import Service

PREFIX = "/_emulator/"
"""Where the control plane is served; no fault reaches it and no log mentions it."""


class ControlMiddleware:
    def __init__(
        self, app: ASGIApp, service: Service, log: RequestLog, switchboard: Switchboard
    ) -> None:
        self.app = app
        self.service = service
        self.log = log
        self.switchboard = switchboard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            if scope["path"].startswith(PREFIX):
                await self.app(scope, receive, send)
            else:
                await self._logged(scope, receive, send)
        finally:
            self.service.news.publish()

    async def _logged(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = b""
        if self.log.whole:
            body = await Request(scope, receive).body()
            receive = replay(body)
        entry = self.log.add(scope, body, stamp(self.service.clock.now()))

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
            await send(message)

        app = self.app
        if self.switchboard.faults:
            app = self._faulty(scope, body, entry)
        self.service.news.publish()
        try:
            await app(scope, receive, noting)
        finally:
            entry.ended = True
            session = scope.get("state", {}).get("session")
            entry.changes = session.changes if session else []

    def _faulty(self, scope: Scope, body: bytes, entry: LoggedRequest) -> ASGIApp:
        """The application behind the faults that this request meets."""
        text = body.decode("utf-8", "replace")
        request = Incoming(scope["method"], scope["path"], text, self._known_as)
        met = self.switchboard.hit(request)
        entry.faults = [fault.kind for fault in met]
        app = self.app
        for fault in reversed(met):
            app = faulty(fault, app, sound=self.app, service=self.service)
        self.service.history.depth = self.switchboard.stale_writes()
        return app

    def _known_as(self, project: str) -> list[str]:
        return datasets.known_as(self.service.database.connection, project)
