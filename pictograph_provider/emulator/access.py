"""FastAPI dependencies: the session of a request, by the role it needs, and its page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Query, Request, Security
from fastapi.security import APIKeyHeader

from pictograph_provider.emulator.errors import ForbiddenError, InvalidError, UnauthorizedError
from pictograph_provider.emulator.session import PAGE_CAP, Page, Session

ROLES = ("viewer", "member", "admin", "owner")
"""Each holds what the ones before it hold (vendor's SDK 1.69.146, API keys)."""

# Only documents the header: the exchange has looked the key up before routing.
_header = APIKeyHeader(name="X-API-Key", auto_error=False)


async def current_session(request: Request) -> Session:
    session: Session = request.state.session
    return session


AnySession = Annotated[Session, Depends(current_session)]


def _at_least(role: str) -> Callable[..., Awaitable[Session]]:
    async def guard(session: AnySession, _: Annotated[str | None, Security(_header)]) -> Session:
        if session.key is None:
            raise UnauthorizedError("Invalid or missing API key.")
        if ROLES.index(session.key.role) < ROLES.index(role):
            raise ForbiddenError(
                f"This needs the role {role} or higher; the API key has {session.key.role}."
            )
        return session

    return guard


Viewer = Annotated[Session, Depends(_at_least("viewer"))]
Member = Annotated[Session, Depends(_at_least("member"))]
Admin = Annotated[Session, Depends(_at_least("admin"))]


async def _page(
    session: AnySession,
    limit: Annotated[int, Query(ge=1, json_schema_extra={"maximum": PAGE_CAP})] = 100,
    offset: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> Page:
    # The cap is checked here because a switch turns the refusal into a shorter page.
    if limit > PAGE_CAP and not session.settings.clamp_limit:
        raise InvalidError(["query", "limit"], f"Input should be less than or equal to {PAGE_CAP}")
    return Page(min(limit, PAGE_CAP), offset)


Paging = Annotated[Page, Depends(_page)]
