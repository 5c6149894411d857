"""What each fault does to the request it hits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import singledispatch

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pictograph_provider.emulator.control import connection
from pictograph_provider.emulator.control import faults as kinds
from pictograph_provider.emulator.control.actions import ActionRefusedError, act
from pictograph_provider.emulator.control.faults import Action, Fault
from pictograph_provider.emulator.errors import error_answer
from pictograph_provider.emulator.exchange import Answer, answered
from pictograph_provider.emulator.session import Service

PIECES = 20
"""How many pieces a dripping body has at most."""

PAGE = "<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>"


@dataclass(frozen=True)
class Call:
    """A request that met a fault.

    ``app`` would have handled it, and may be the next fault; ``sound`` is behind all faults.
    """

    app: ASGIApp
    sound: ASGIApp
    service: Service
    scope: Scope
    receive: Receive
    send: Send

    async def proceed(self) -> None:
        await self.app(self.scope, self.receive, self.send)

    async def answer(self) -> Answer:
        """Carries the request out and keeps the answer from the client."""
        return await answered(self.app, self.scope, self.receive)

    @property
    def key(self) -> str:
        return Headers(scope=self.scope).get("x-api-key", "")


def faulty(fault: Fault, app: ASGIApp, *, sound: ASGIApp, service: Service) -> ASGIApp:
    """``app``, for a request that meets ``fault``."""

    async def hit(scope: Scope, receive: Receive, send: Send) -> None:
        await apply(fault, Call(app, sound, service, scope, receive, send))

    return hit


@singledispatch
async def apply(fault: Fault, call: Call) -> None:
    """One implementation per kind of fault."""
    raise NotImplementedError(fault)


@apply.register
async def _(fault: kinds.Latency, call: Call) -> None:
    resets = call.service.resets
    await asyncio.sleep(fault.seconds)
    if call.service.resets == resets:
        await call.proceed()
    else:  # It was for the service before: in the one after, it would come out of nowhere.
        await connection.reset(call.scope)


@apply.register
async def _(fault: kinds.Status, call: Call) -> None:
    if fault.after_effect:
        await call.answer()
    headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
    answer = error_answer(fault.status, "A fault that was switched on.", headers=headers)
    await answer(call.scope, call.receive, call.send)


@apply.register
async def _(fault: kinds.Reset, call: Call) -> None:
    if fault.after_effect:
        await call.answer()
    await connection.reset(call.scope)


@apply.register
async def _(fault: kinds.Refuse, call: Call) -> None:
    await connection.refuse(call.scope, fault.seconds)
    await connection.reset(call.scope)


@apply.register
async def _(fault: kinds.Truncate, call: Call) -> None:
    answer = await call.answer()
    await answer.start(call.send)
    half = answer.body[: len(answer.body) // 2]
    await call.send({"type": "http.response.body", "body": half, "more_body": True})
    await connection.end(call.scope)


@apply.register
async def _(fault: kinds.Html, call: Call) -> None:
    if fault.after_effect:
        await call.answer()
    await HTMLResponse(PAGE)(call.scope, call.receive, call.send)


@apply.register
async def _(fault: kinds.Drip, call: Call) -> None:
    answer = await call.answer()
    await answer.start(call.send)
    size = -(-len(answer.body) // PIECES) or 1
    for start in range(0, len(answer.body), size):
        await asyncio.sleep(fault.seconds / PIECES)
        piece = answer.body[start : start + size]
        await call.send({"type": "http.response.body", "body": piece, "more_body": True})
    await call.send({"type": "http.response.body", "body": b"", "more_body": False})


@apply.register
async def _(fault: kinds.Stale, call: Call) -> None:
    history = call.service.history
    call.scope["state"]["snapshot"] = (
        history.held() if fault.writes is None else history.before_writes(fault.writes)
    )
    await call.proceed()


@apply.register
async def _(fault: kinds.Revoke, call: Call) -> None:
    await act(
        call.sound, Action(method="POST", path="/_emulator/keys/revoke", body={"key": call.key}), ""
    )
    await call.proceed()


@apply.register
async def _(fault: kinds.Writer, call: Call) -> None:
    try:
        for action in fault.requests:
            await act(call.sound, action, call.key)
    except ActionRefusedError as error:
        # A scene that was not set proves nothing. No client repeats a 400, so the test sees it.
        answer = error_answer(400, f"The other writer was refused: {error}")
        await answer(call.scope, call.receive, call.send)
    else:
        await call.proceed()
