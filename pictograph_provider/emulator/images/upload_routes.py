"""Uploading over HTTP: ask for an address, put the bytes there, register."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Header, Response

from pictograph_provider.emulator.access import AnySession, Member
from pictograph_provider.emulator.datasets import models as datasets
from pictograph_provider.emulator.errors import ServiceError, documented
from pictograph_provider.emulator.images import models, uploads
from pictograph_provider.emulator.images.schemas import (
    BulkRegisterRequest,
    BulkUploadUrlRequest,
    ImageAddress,
    RegisterRequest,
    UploadUrlRequest,
)
from pictograph_provider.emulator.session import Session
from pictograph_provider.texts import plural, quoted_if_needed

STORAGE = "/_storage/uploads"

router = APIRouter(
    prefix="/api/v1/developer/images",
    tags=["images"],
    responses=documented(400, 401, 403, 404, 409, 422),
)
# Stands for the object storage, which is another host and takes no API key.
storage = APIRouter(prefix=STORAGE, include_in_schema=False)


def _address(session: Session, dataset_id: str, image: ImageAddress) -> dict[str, object]:
    token = uploads.sign(session, dataset_id, image)
    return {
        "upload_url": f"{session.url}{STORAGE}/{token}",
        "filename": image.filename,
        "directory_path": image.directory_path,
    }


@router.post("/upload-url")
def upload_url(session: Member, body: UploadUrlRequest) -> dict[str, object]:
    dataset = datasets.find(session, body.dataset)
    return {"data": _address(session, dataset["id"], body)}


@router.post("/bulk-upload-url")
def bulk_upload_url(session: Member, body: BulkUploadUrlRequest) -> dict[str, object]:
    dataset = datasets.find(session, body.dataset)
    return {
        "data": {"upload_urls": [_address(session, dataset["id"], image) for image in body.images]}
    }


@router.post("/register", status_code=201)
def register(session: Member, body: RegisterRequest) -> dict[str, object]:
    dataset = datasets.find(session, body.dataset)
    image = models.register(session, dataset["id"], body)
    _note_added(session, dataset["name"], 1)
    return {"data": image}


@router.post("/bulk-register")
def bulk_register(session: Member, body: BulkRegisterRequest) -> dict[str, object]:
    """Registers what it can and names what it could not."""
    dataset = datasets.find(session, body.dataset)
    succeeded, failed = [], []
    for image in body.images:
        try:
            succeeded.append(models.register(session, dataset["id"], image))
        except ServiceError as error:
            failed.append(
                {
                    "filename": image.filename,
                    "directory_path": image.directory_path,
                    "error": error.message,
                }
            )
    _note_added(session, dataset["name"], len(succeeded))
    return {"data": {"succeeded": succeeded, "failed": failed}}


def _note_added(session: Session, project: str, images: int) -> None:
    if images:
        session.changes.append(
            f"{plural(images, 'image')} added to project {quoted_if_needed(project)}"
        )


@storage.put("/{token}")
def put(
    session: AnySession,
    token: str,
    data: Annotated[bytes, Body(media_type="application/octet-stream")] = b"",
    content_type: Annotated[str | None, Header()] = None,
) -> Response:
    uploads.put(session, token, content_type, data)
    return Response()
