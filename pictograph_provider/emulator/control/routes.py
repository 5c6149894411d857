"""``/_emulator/`` over HTTP."""

from __future__ import annotations

import sqlite3
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from pictograph_provider.emulator.access import AnySession
from pictograph_provider.emulator.control.faults import Fault, Switchboard
from pictograph_provider.emulator.control.requests import LoggedRequest, RequestLog
from pictograph_provider.emulator.organizations import keys
from pictograph_provider.emulator.organizations import models as organizations
from pictograph_provider.emulator.session import Service
from pictograph_provider.emulator.settings import Settings


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewOrganization(_Body):
    name: Annotated[str, Field(min_length=1, max_length=255)]


class NewKey(_Body):
    organization_id: str
    role: Literal["viewer", "member", "admin", "owner"]


class RevokedKey(_Body):
    key: str


class Move(_Body):
    seconds: float


def control_router(service: Service, log: RequestLog, switchboard: Switchboard) -> APIRouter:
    """The control plane of one emulator."""
    router = APIRouter(prefix="/_emulator", include_in_schema=False)

    @router.post("/reset")
    def reset(session: AnySession) -> dict[str, object]:
        _forget_everything(session.db)
        service.resets += 1
        service.settings = Settings()
        service.clock.reset()
        switchboard.switch_off(lambda _: True)
        log.entries.clear()
        return {}

    @router.post("/organizations", status_code=201)
    def create_organization(session: AnySession, body: NewOrganization) -> dict[str, str]:
        return {"organization_id": organizations.create(session.db, body.name, session.now)}

    @router.post("/keys", status_code=201)
    def create_key(session: AnySession, body: NewKey) -> dict[str, str]:
        organizations.exists(session.db, body.organization_id)
        key = keys.create(session.db, body.organization_id, body.role, session.now)
        return {"key": key}

    @router.post("/keys/revoke")
    def revoke_key(session: AnySession, body: RevokedKey) -> dict[str, object]:
        keys.revoke(session.db, body.key)
        return {}

    @router.post("/clock")
    def move_clock(body: Move) -> dict[str, str]:
        service.clock.advance(body.seconds)
        return {"now": service.clock.now().isoformat()}

    @router.get("/settings")
    def read_settings() -> Settings:
        return service.settings

    @router.patch("/settings")
    def change_settings(body: Settings) -> Settings:
        service.settings = service.settings.model_copy(update=body.model_dump(exclude_unset=True))
        return service.settings

    @router.get("/requests")
    def read_requests() -> list[LoggedRequest]:
        return list(log.entries)

    @router.delete("/requests")
    def forget_requests() -> dict[str, object]:
        log.entries.clear()
        return {}

    @router.get("/faults")
    def read_faults() -> list[Fault]:
        return switchboard.faults

    @router.post("/faults", status_code=201)
    def switch_on(body: Fault) -> Fault:
        switchboard.switch_on(body)
        return body

    @router.delete("/faults")
    def switch_all_off() -> dict[str, object]:
        switchboard.switch_off(lambda _: True)
        return {}

    return router


def _forget_everything(db: sqlite3.Connection) -> None:
    """Forget everything but the first organization and its owner's key."""
    for statement in (
        "DELETE FROM datasets",
        "DELETE FROM idempotent_answers",
        "DELETE FROM organizations WHERE rowid > (SELECT min(rowid) FROM organizations)",
        "DELETE FROM api_keys WHERE rowid > (SELECT min(rowid) FROM api_keys)",
        "UPDATE api_keys SET is_active = 1",
    ):
        db.execute(statement)
