"""The console over HTTP: its page, what keeps it live, and its buttons."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator
from importlib.resources import files
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pictograph_provider.emulator.console.desk import Desk
from pictograph_provider.emulator.console.guard import is_console

KEEP_ALIVE = 15.0
"""Seconds after which a stream with no news shows that it is alive."""

PACE = 0.1
"""Seconds between two pages of one stream at least."""

LARGEST_BODY = 10_000
"""Bytes of a form; the console's own have a few dozen."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not `no-referrer`: with it, browsers send the forms of this very page with "Origin: null".
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
STATIC = {
    "console.css": "text/css",
    "console.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


class ConsoleMiddleware:
    """Serves the console and leaves everything else to the application."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app = app
        self.console = _application(desk)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_console(scope["path"]):
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.console(scope, receive, guarded)


def _application(desk: Desk) -> Starlette:
    console = _Console(desk)
    routes = [
        Route("/", console.page),
        Route("/_console/events", console.events),
        *(Route(f"/_console/{name}", console.static) for name in STATIC),
    ]
    if desk.control:
        routes += [
            Route("/_console/faults", console.switch, methods=["POST"]),
            Route("/_console/clock", console.move_clock, methods=["POST"]),
            Route("/_console/keys", console.restore_key, methods=["POST"]),
        ]
    application = Starlette(routes=routes)
    application.router.redirect_slashes = False
    return application


class _Console:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def page(self, _: Request) -> Response:
        from pictograph_provider.emulator.console.page import whole

        return HTMLResponse(whole(await self.desk.view()))

    async def events(self, _: Request) -> Response:
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        from pictograph_provider.emulator.console.page import content

        news = self.desk.news
        yield "retry: 1000\n\n"
        while not news.closed:
            edition = news.edition
            html = content(await self.desk.view())
            yield f"event: page\ndata: {json.dumps(html)}\n\n"
            await asyncio.sleep(PACE)
            while news.edition == edition and not news.closed:
                try:
                    await asyncio.wait_for(news.later_than(edition), KEEP_ALIVE)
                except asyncio.TimeoutError:
                    yield ": still here\n\n"

    async def static(self, request: Request) -> Response:
        name = request.url.path.rpartition("/")[2]
        content = files(__package__).joinpath("static").joinpath(name).read_bytes()
        return Response(content, media_type=STATIC[name])

    async def switch(self, request: Request) -> Response:
        """``offer`` and ``on``, or ``number`` of a fault that is to go."""
        form = await _form(request)
        if "number" in form:
            await self.desk.switch_off(int(_number(form["number"])))
            return _done()
        try:
            await self.desk.switch(form.get("offer", ""), on=form.get("on") == "1")
        except LookupError as error:
            raise HTTPException(404, str(error)) from error
        return _done()

    async def move_clock(self, request: Request) -> Response:
        """``hours`` to move it by, negative ones too; ``reset`` puts it right."""
        form = await _form(request)
        if "reset" in form:
            await self.desk.reset_clock()
            return _done()
        try:
            await self.desk.move_clock(_number(form.get("hours", "")) * 3600)
        except OverflowError as error:
            raise HTTPException(400, "The clock can't go that far.") from error
        return _done()

    async def restore_key(self, request: Request) -> Response:
        await self.desk.restore_key((await _form(request)).get("id", ""))
        return _done()


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise HTTPException(413, "This form is too large.")
    return dict(parse_qsl(body.decode("utf-8", "replace")))


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise HTTPException(400, f"{text!r} is not a number.")
    return number


def _done() -> Response:
    # Back to the page, for a browser without script; the script does not follow it.
    return RedirectResponse("/", 303)
