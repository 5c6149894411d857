"""The bodies of export requests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

ExportStatus = Literal["pending", "processing", "completed", "failed"]


def _no_slash(name: str) -> str:
    if "/" in name:
        raise ValueError("must not contain a slash")
    return name


class ExportCreate(BaseModel):
    """``class_filter`` and ``status_filter`` keep what they name; None keeps all."""

    model_config = ConfigDict(extra="forbid")

    dataset_name: str
    name: Annotated[
        str,
        Field(min_length=1, max_length=100, json_schema_extra={"pattern": "^[^/]+$"}),
        AfterValidator(_no_slash),
    ]
    # The service knows eleven more formats; the emulator builds its own one only.
    format: Literal["pictograph"] = "pictograph"
    include_images: bool = False
    class_filter: list[str] | None = None
    status_filter: Literal["new", "annotate", "review", "complete"] | None = None
    organize_by_split: bool = False


class ExportBulkDelete(BaseModel):
    model_config = ConfigDict(extra="forbid")

    export_ids: list[str] = Field(min_length=1)
