"""What the service leaves unsaid and the emulator had to choose, one switch each."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """The defaults are the decisions of the service contract."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dataset_limit: int | None = Field(
        default=None, ge=0, description="Datasets the plan allows; the next one is a 402."
    )
    removal_keeps_annotations: bool = Field(
        default=False, description="A class that leaves the list leaves its annotations behind."
    )
    one_class_per_name: bool = Field(
        default=True, description="Two classes with one name are a 422, whatever their types."
    )
    unknown_class_keys: bool = Field(
        default=False, description="Keys of a class that the service does not know are kept."
    )
    store_bbox_as_box: bool = Field(
        default=True, description="A class sent with type 'bbox' reads back as 'box'."
    )
    merge_applies_order: bool = Field(
        default=True, description="With classes_base, an order that the caller changed is taken."
    )
    clamp_limit: bool = Field(
        default=False, description="A page over 1000 rows is cut to 1000 instead of refused."
    )
    export_reads: int = Field(
        default=1, ge=0, description="Reads of an export that still find it unfinished."
    )
    export_failure: str | None = Field(
        default=None, description="New exports end as failed, with this message."
    )
