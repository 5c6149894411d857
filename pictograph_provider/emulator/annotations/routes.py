"""``/annotations/`` over HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from pictograph_provider.emulator.access import Admin, Member, Viewer
from pictograph_provider.emulator.annotations import class_moves, models
from pictograph_provider.emulator.annotations.schemas import BulkSaveRequest, SaveRequest
from pictograph_provider.emulator.datasets import models as datasets
from pictograph_provider.emulator.errors import ServiceError, documented
from pictograph_provider.emulator.images import models as images
from pictograph_provider.emulator.session import Session
from pictograph_provider.texts import plural

router = APIRouter(
    prefix="/api/v1/developer/annotations",
    tags=["annotations"],
    responses=documented(400, 401, 403, 404, 422),
)

ClassName = Annotated[str, Field(min_length=1, max_length=120)]


class RenameClass(BaseModel):
    model_config = ConfigDict(extra="forbid")

    dataset: str
    old_name: ClassName
    new_name: ClassName


class MergeClass(BaseModel):
    model_config = ConfigDict(extra="forbid")

    dataset: str
    source_name: ClassName
    target_name: ClassName


class DeleteClass(BaseModel):
    model_config = ConfigDict(extra="forbid")

    dataset: str
    name: ClassName
    class_type: str | None = None
    delete_annotations: bool = False


@router.post("/rename-class", responses=documented(409))
def rename_class(session: Member, body: RenameClass) -> dict[str, object]:
    return {"data": class_moves.rename(session, body.dataset, body.old_name, body.new_name)}


@router.post("/merge-class")
def merge_class(session: Member, body: MergeClass) -> dict[str, object]:
    return {"data": class_moves.merge(session, body.dataset, body.source_name, body.target_name)}


@router.post("/delete-class")
def delete_class(session: Member, body: DeleteClass) -> dict[str, object]:
    return {
        "data": class_moves.delete(
            session,
            body.dataset,
            body.name,
            body.class_type,
            with_annotations=body.delete_annotations,
        )
    }


@router.post("/bulk")
def bulk_save(session: Member, body: BulkSaveRequest) -> dict[str, object]:
    """Saves what it can and names what it could not."""
    saved, failed = [], []
    for entry in body.saves:
        try:
            image = images.by_id(session, entry.image_id)
            classes = datasets.stored_classes(datasets.find(session, image["dataset_id"]))
            saved.append(models.save(session.db, image, entry.annotations, classes))
        except ServiceError as error:
            failed.append({"image_id": entry.image_id, "error": error.message})
    _note_saved(session, saved)
    return {"saved": saved, "failed": failed}


@router.get("/{dataset}/{image_path:path}")
def get(session: Viewer, dataset: str, image_path: str) -> dict[str, object]:
    image = images.by_path(session, datasets.find(session, dataset), image_path)
    return {"image_id": image["id"], "annotations": models.of_image(session.db, image["id"])}


@router.post("/{dataset}/{image_path:path}")
def save(session: Member, dataset: str, image_path: str, body: SaveRequest) -> dict[str, object]:
    row = datasets.find(session, dataset)
    image = images.by_path(session, row, image_path)
    answer = models.save(session.db, image, body.annotations, datasets.stored_classes(row))
    _note_saved(session, [answer])
    return answer


@router.delete("/{dataset}/{image_path:path}")
def delete(session: Admin, dataset: str, image_path: str) -> dict[str, object]:
    image = images.by_path(session, datasets.find(session, dataset), image_path)
    deleted = models.clear(session.db, image["id"])
    session.changes.append(f"{plural(deleted, 'annotation')} removed from 1 image")
    return {"image_id": image["id"], "deleted_count": deleted}


def _note_saved(session: Session, saved: Sequence[Mapping[str, Any]]) -> None:
    if saved:
        labels = sum(image["new_count"] for image in saved)
        session.changes.append(
            f"{plural(labels, 'annotation')} saved on {plural(len(saved), 'image')}"
        )
