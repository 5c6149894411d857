"""Keeps other web pages away from what needs no key.

The emulator listens on this machine alone, but the browsers of this machine run everybody's
pages. A page of another origin can send requests here without reading the answers (CSRF), and
one whose host name has been pointed at 127.0.0.1 could read them too (DNS rebinding).
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pictograph_provider.emulator.control.middleware import PREFIX as CONTROL

PREFIX = "/_console/"
"""Where all of the console is served but its page."""

HOSTS = frozenset({"127.0.0.1", "localhost"})


def is_console(path: str) -> bool:
    return path == "/" or path.startswith(PREFIX)


def refusal(method: str, headers: Headers) -> str | None:
    """Why a request that carries no key is not served; None where it is."""
    host = headers.get("host", "")
    if host.lower().partition(":")[0] not in HOSTS:
        return (
            f"Refused: this was asked of the host {host!r}, which may be another web site's name"
            " for this machine. Use 127.0.0.1 or localhost."
        )
    for origin in headers.getlist("origin"):
        if origin.lower() != f"http://{host}".lower():
            return f"Refused: the web page that sent this is of another origin, {origin!r}."
    site = headers.get("sec-fetch-site", "none")
    # A link on another page may lead here: that only shows the page.
    followed = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
    if site not in {"same-origin", "none"} and not followed:
        return "Refused: another web page sent this."
    return None


class LocalMiddleware:
    """Refuses what another web page may have sent to the console or the control plane."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (
            is_console(scope["path"]) or scope["path"].startswith(CONTROL)
        ):
            reason = refusal(scope["method"], Headers(scope=scope))
            if reason is not None:
                await PlainTextResponse(reason, 403)(scope, receive, send)
                return
        await self.app(scope, receive, send)
