"""One request, one transaction: the middleware every request goes through."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass, field
from email.utils import format_datetime
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pictograph_provider.emulator.clock import Clock
from pictograph_provider.emulator.errors import InvalidError, answer_for, error_answer
from pictograph_provider.emulator.idempotency import Attempt
from pictograph_provider.emulator.organizations import keys
from pictograph_provider.emulator.session import Service, Session

logger = logging.getLogger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass
class Answer:
    """A whole answer, held back until what it reports is committed."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    async def collect(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", []))
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def start(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})

    async def send(self, send: Send) -> None:
        await self.start(send)
        await send({"type": "http.response.body", "body": self.body})


async def answered(app: ASGIApp, scope: Scope, receive: Receive) -> Answer:
    """The answer of ``app``, kept instead of sent."""
    answer = Answer()
    await app(scope, receive, answer.collect)
    return answer


class AnswerHeadersMiddleware:
    """Puts ``X-Request-Id`` on every answer, and the time by the emulator's own clock."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self.app = app
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = f"req_{uuid4().hex}"
                headers["Date"] = format_datetime(self.clock.now(), usegmt=True)
            await send(message)

        await self.app(scope, receive, tagged)


class ExchangeMiddleware:
    """Runs requests one at a time, each in a transaction that an error status rolls back.

    The answer leaves after the commit: what a client was told is on disk. The idempotency
    record is written in the same transaction, so a kill can't separate it from the effect.
    """

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Before the turn, so that a slow client keeps nobody waiting.
        body = await Request(scope, receive).body()
        async with self.service.turn:
            answer = await self._answer(scope, body)
        await answer.send(send)

    async def _answer(self, scope: Scope, body: bytes) -> Answer:
        answer = Answer()
        # The control plane may hand a request an earlier state to answer from.
        db = scope.get("state", {}).get("snapshot", self.service.database.connection)
        before = None if scope["method"] in SAFE_METHODS else self.service.history.state()
        db.execute("BEGIN IMMEDIATE")
        try:
            await self._run(scope, body, db, answer)
        except Exception:
            logger.exception("unhandled error in %s %s", scope["method"], scope["path"])
            answer = Answer()
            await error_answer(500, "Internal error.")(scope, _nothing, answer.collect)
        finally:
            done = answer.status < 400
            db.execute("COMMIT" if done else "ROLLBACK")
            if not done and (session := scope.get("state", {}).get("session")):
                session.changes.clear()  # the rollback has undone them
            if before is not None:
                self.service.history.ended(before, wrote=done)
        return answer

    async def _run(self, scope: Scope, body: bytes, db: sqlite3.Connection, answer: Answer) -> None:
        headers = Headers(scope=scope)
        session = Session(
            db=db,
            key=keys.find(db, headers.get("x-api-key", "")),
            moment=self.service.clock.now(),
            settings=self.service.settings,
            url=str(Request(scope).base_url).rstrip("/"),
        )
        scope.setdefault("state", {})["session"] = session
        attempt = _attempt(scope, session, headers.get("idempotency-key"), body)
        if attempt is not None:
            try:
                earlier = attempt.earlier_answer(db, session.moment)
            except InvalidError as error:
                await answer_for(error)(scope, _nothing, answer.collect)
                return
            if earlier is not None:
                answer.status, answer.body = earlier
                answer.headers = [(b"content-type", b"application/json")]
                session.changes.append("a repeat: answered as the first time, not done again")
                return
        await self.app(scope, replay(body), answer.collect)
        if attempt is not None:  # an error's record is rolled back with the rest
            attempt.remember(db, session.moment, answer.status, answer.body)


def _attempt(scope: Scope, session: Session, key: str | None, body: bytes) -> Attempt | None:
    if session.key is None or not key or scope["method"] in SAFE_METHODS:
        return None
    return Attempt(session.key, scope["method"], scope["path"], key, body)


def replay(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _nothing() -> Message:
    return {"type": "http.disconnect"}
