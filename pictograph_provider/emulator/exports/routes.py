"""``/exports/`` over HTTP."""

from __future__ import annotations

from fastapi import APIRouter, Response

from pictograph_provider.emulator.access import Admin, AnySession, Member, Paging, Viewer
from pictograph_provider.emulator.errors import documented
from pictograph_provider.emulator.exports import models
from pictograph_provider.emulator.exports.schemas import (
    ExportBulkDelete,
    ExportCreate,
    ExportStatus,
)

router = APIRouter(
    prefix="/api/v1/developer/exports", tags=["exports"], responses=documented(400, 401, 403, 422)
)
# Stands for the object storage, which is another host and takes no API key.
storage = APIRouter(prefix=models.STORAGE, include_in_schema=False)


@router.post("/", status_code=201, responses=documented(404, 409))
def create(session: Member, body: ExportCreate) -> dict[str, object]:
    return {"data": models.create(session, body)}


@router.get("/", responses=documented(404))
def list_exports(
    session: Viewer,
    page: Paging,
    dataset_name: str | None = None,
    status: ExportStatus | None = None,
) -> dict[str, object]:
    return models.listing(session, page, dataset=dataset_name, status=status)


@router.post("/bulk-delete")
def bulk_delete(session: Admin, body: ExportBulkDelete) -> dict[str, object]:
    return {"data": models.remove(session, body.export_ids)}


@router.get("/{export}", responses=documented(404))
def get(session: Viewer, export: str, dataset: str | None = None) -> dict[str, object]:
    """By id; or by name, with its dataset."""
    row = models.progress(session, models.find(session, export, dataset))
    return {"data": models.describe(row, session.url)}


@router.get("/{export}/download", responses=documented(404, 409))
def download(session: Viewer, export: str, dataset: str | None = None) -> dict[str, object]:
    row = models.find(session, export, dataset)
    return {"data": {"download_url": models.download_url(row, session.url)}}


@router.delete("/{export}", responses=documented(404))
def delete(session: Admin, export: str, dataset: str | None = None) -> dict[str, object]:
    row = models.find(session, export, dataset)
    return {"data": models.remove(session, [row["id"]])}


@storage.get("/{token}")
def archive(session: AnySession, token: str) -> Response:
    return Response(models.content(session, token), media_type="application/zip")
