"""``/datasets/`` over HTTP, generation C of the wire only."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from pictograph_provider.emulator.access import Admin, Member, Paging, Viewer
from pictograph_provider.emulator.datasets import models
from pictograph_provider.emulator.datasets.insights import insights as count_insights
from pictograph_provider.emulator.datasets.schemas import DatasetCreate, DatasetUpdate
from pictograph_provider.emulator.errors import documented
from pictograph_provider.emulator.images import models as images
from pictograph_provider.emulator.session import Page

router = APIRouter(
    prefix="/api/v1/developer/datasets", tags=["datasets"], responses=documented(400, 401, 403, 422)
)


@router.get("/")
def list_datasets(session: Viewer, page: Paging, archived: bool = False) -> dict[str, object]:
    return models.listing(session, page, archived=archived)


@router.post("/", status_code=201, responses=documented(402, 409))
def create(session: Member, body: DatasetCreate) -> dict[str, object]:
    return {"data": models.create(session, body)}


@router.get("/{dataset}", responses=documented(404))
def get(
    session: Viewer,
    dataset: str,
    include_images: bool = False,
    images_limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
    images_offset: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> dict[str, object]:
    row = models.find(session, dataset)
    data = models.describe(row)
    if include_images:
        page = Page(images_limit, images_offset)
        data["images"] = images.listing(session, row, page, images.Filter())["data"]
    return {"data": data}


@router.patch("/{dataset}", responses=documented(404, 409))
def update(session: Member, dataset: str, body: DatasetUpdate) -> dict[str, object]:
    return {"data": models.update(session, dataset, body)}


@router.delete("/{dataset}", responses=documented(404))
def delete(session: Admin, dataset: str) -> dict[str, object]:
    return {"data": models.remove(session, dataset)}


@router.post("/{dataset}/archive", responses=documented(404))
def archive(session: Admin, dataset: str) -> dict[str, object]:
    return {"data": models.set_archived(session, dataset, archived=True)}


@router.post("/{dataset}/unarchive", responses=documented(404))
def unarchive(session: Admin, dataset: str) -> dict[str, object]:
    return {"data": models.set_archived(session, dataset, archived=False)}


@router.get("/{dataset}/insights", responses=documented(404))
def insights(session: Viewer, dataset: str) -> dict[str, object]:
    return {"data": count_insights(session.db, models.find(session, dataset)["id"])}
