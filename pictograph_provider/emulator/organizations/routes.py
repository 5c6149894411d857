"""``/organizations/me`` over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from pictograph_provider.emulator.access import Admin, Viewer
from pictograph_provider.emulator.errors import documented
from pictograph_provider.emulator.organizations import models

router = APIRouter(
    prefix="/api/v1/developer/organizations",
    tags=["organizations"],
    responses=documented(400, 401, 403, 422),
)


class OrganizationUpdate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=255)] | None = None
    description: str | None = None
    is_public: bool | None = None


@router.get("/me")
def me(session: Viewer) -> dict[str, object]:
    return {"organization": models.describe(session)}


@router.patch("/me")
def update(session: Admin, body: OrganizationUpdate) -> dict[str, object]:
    models.update(session, body.model_dump(exclude_none=True))
    return {"organization": models.describe(session)}
