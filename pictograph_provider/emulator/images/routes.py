"""``/images/`` over HTTP: reading and deleting."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from pictograph_provider.emulator.access import Admin, Paging, Viewer
from pictograph_provider.emulator.datasets import models as datasets
from pictograph_provider.emulator.errors import InvalidError, documented
from pictograph_provider.emulator.images import models
from pictograph_provider.texts import quoted_if_needed

router = APIRouter(
    prefix="/api/v1/developer/images", tags=["images"], responses=documented(401, 403, 404, 422)
)
BYTES: dict[int | str, dict[str, object]] = {
    200: {"content": {"image/*": {"schema": {"type": "string", "format": "binary"}}}}
}
KNOWN = frozenset(
    {"dataset", "directory_path", "filename", "status", "split", "include_archived"}
    | {"min_confidence_lt", "limit", "offset"}
)


async def _only_known(request: Request) -> None:
    # This list is known to refuse what it does not know (vendor's SDK 1.69.146).
    for name in request.query_params.keys() - KNOWN:
        raise InvalidError(["query", name], "Unknown query parameter")


async def _filter(
    directory_path: str | None = None,
    filename: str | None = None,
    status: Literal["new", "annotate", "review", "complete"] | None = None,
    split: Literal["train", "val", "test"] | None = None,
    min_confidence_lt: Annotated[float | None, Query(ge=0, le=1)] = None,
    include_archived: bool = False,
) -> models.Filter:
    if directory_path is not None:
        directory_path = "/" + directory_path.strip("/")
    return models.Filter(
        directory_path, filename, status, split, min_confidence_lt, include_archived
    )


@router.get("/", dependencies=[Depends(_only_known)])
def list_images(
    session: Viewer,
    dataset: str,
    page: Paging,
    wanted: Annotated[models.Filter, Depends(_filter)],
) -> dict[str, object]:
    return models.listing(session, datasets.find(session, dataset), page, wanted)


@router.get("/{image_id:uuid}", response_class=Response, responses=BYTES)
def download_by_id(session: Viewer, image_id: UUID) -> Response:
    row = models.by_id(session, str(image_id))
    return Response(models.content(session, row["id"]), media_type=row["content_type"])


@router.get("/{image_id:uuid}/metadata")
def metadata_by_id(session: Viewer, image_id: UUID) -> dict[str, object]:
    return {"data": models.describe(models.by_id(session, str(image_id)), session.url)}


@router.get("/{dataset}/{image_path:path}/metadata")
def metadata(session: Viewer, dataset: str, image_path: str) -> dict[str, object]:
    row = models.by_path(session, datasets.find(session, dataset), image_path)
    return {"data": models.describe(row, session.url)}


@router.get("/{dataset}/{image_path:path}", response_class=Response, responses=BYTES)
def download(session: Viewer, dataset: str, image_path: str) -> Response:
    row = models.by_path(session, datasets.find(session, dataset), image_path)
    return Response(models.content(session, row["id"]), media_type=row["content_type"])


@router.delete("/{dataset}/{image_path:path}")
def delete(
    session: Admin, dataset: str, image_path: str, permanent: bool = False
) -> dict[str, object]:
    """Archives the image; ``permanent=true`` deletes it."""
    row = models.by_path(session, datasets.find(session, dataset), image_path)
    models.remove(session, row["id"], permanent=permanent)
    did = "deleted" if permanent else "archived"
    session.changes.append(f"image {quoted_if_needed(image_path)} {did}")
    return {"data": {"id": row["id"], "deleted": permanent, "archived": not permanent}}
