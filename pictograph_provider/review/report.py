"""What a review found, as data. Its JSON Schema is published: fields are added, not changed."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["refused", "permitted", "unknown", "harmless"]
Action = Literal["create", "adopt", "update", "delete", "replace", "none"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ClassLoss(_Part):
    """A class that would be gone from a project's list."""

    name: str
    type: str
    why: Literal["removed", "retyped", "foreign"] = Field(
        description="Foreign: it was added elsewhere, the program never declared it."
    )
    becomes: str | None = Field(default=None, description="The new type, where it was retyped.")
    looks_like: str | None = Field(default=None, description="An added class it may be renamed to.")
    annotations: int | None = Field(description="Annotations that go; null: not counted.")
    images: int | None = Field(description="Images they are on. The images stay.")
    at_least: bool = Field(description="Archived images hide more annotations than counted.")
    color: str | None = Field(default=None, description="The live class's color.")
    ruling: Literal["harmless", "consented", "exceeded", "refused"]
    bound: int | None = Field(default=None, description="The most annotations that may go.")
    effect: str = Field(description="What is lost, in words.")


class Deletion(_Part):
    """A resource that goes, and what becomes of its project."""

    on_delete: str = Field(description="As state records it: the engine knows nothing newer.")
    protected: bool = Field(description="Pulumi refuses to delete it.")
    retained: bool = Field(description="It leaves the state, and the project stays as it is.")
    fate: Literal["deleted", "archived", "kept", "gone", "unknown"] = Field(
        description="What becomes of the project if nothing refuses it. Gone: it is gone already."
    )
    images: int | None = Field(description="Images it holds, archived ones too; null: not known.")
    annotations: int | None
    bytes: int | None = Field(description="Size of the images.")
    at_least: bool = Field(
        description="There may be more: archived images, or a figure is missing."
    )
    missing: list[str] = Field(
        default_factory=list,
        description="Figures that the service did not give, by the names of its API. What they "
        "stand for may be anything.",
    )


class FieldChange(_Part):
    """A field of the project, or a setting of its resource, that gets another value."""

    field: str = Field(description="As the program spells it, such as description.")
    old: object = Field(default=None, description="Null: it has none.")
    new: object = Field(default=None, description="Null: it has none, or see known.")
    known: bool = Field(
        default=True, description="False: the new value is not known yet, or secret."
    )


class WayOut(_Part):
    """One of several things to write, where a change is refused."""

    label: str = Field(description="What it does, such as: keep it.")
    code: str = Field(description="The lines to write.")


class Change(_Part):
    """What happens to one project."""

    resource: str = Field(description="Pulumi's name for it.")
    urn: str
    project: str = Field(description="The project's name in the service.")
    project_id: str | None = Field(
        default=None, description="The project's UUID; null: not created yet."
    )
    organization_id: str | None = None
    action: Action
    verdict: Verdict = Field(
        description="Refused: pulumi up (or destroy) fails here. Permitted: it would destroy. "
        "Unknown: it may destroy, and could not be counted. Harmless: it destroys nothing."
    )
    destructive: bool = Field(description="It would destroy something, or may, or tries to.")
    reason: str = Field(default="", description="Why that verdict, a sentence.")
    classes: list[ClassLoss] = Field(default_factory=list)
    total_annotations: int | None = Field(
        default=None, description="Annotations that the project holds in all; null: not counted."
    )
    deletion: Deletion | None = None
    fields: list[FieldChange] = Field(
        default_factory=list, description="What changes in the project's fields and settings."
    )
    class_changes: list[str] = Field(
        default_factory=list, description="What changes in the class list and loses nothing."
    )
    consents_in_force: list[str] = Field(
        default_factory=list, description="Names in allow_class_removal that permit a loss now."
    )
    consents_stale: list[str] = Field(
        default_factory=list, description="Names in allow_class_removal that nothing needs."
    )
    ways_out: list[WayOut] = Field(
        default_factory=list, description="What can be written: choose one."
    )
    written_in: str = Field(
        default="the program", description="Where: the program, or the catalog."
    )
    notes: list[str] = Field(default_factory=list, description="What else a reviewer should see.")
    plan: list[str] = Field(
        default_factory=list, description="The change in the words of a preview, line by line."
    )


class Total(_Part):
    """What goes altogether, as far as it was counted."""

    annotations: int = 0
    images: int = Field(default=0, description="Images of deleted projects.")
    bytes: int = 0
    at_least: bool = False
    missing: list[str] = Field(
        default_factory=list, description="Figures that the service did not give, not counted in."
    )


class Report(_Part):
    """A whole review. The changes that destroy come first."""

    version: Literal[1] = Field(
        default=1, description="Grows when a field is taken away or changes its meaning."
    )
    program: str = Field(description="The Pulumi project.")
    stack: str
    command: Literal["up", "destroy"] | None = Field(
        default="up", description="The pulumi command it is of; null: the preview does not tell."
    )
    complete: bool = Field(description="False: see failures; there may be more than is listed.")
    failures: list[str] = Field(default_factory=list, description="Why it is not complete.")
    not_reached: list[str] = Field(
        default_factory=list,
        description="Resources of the stack that the preview failed to come to: they are in no "
        "change, and what becomes of them is not known.",
    )
    permitted: Total = Field(description="What pulumi up would destroy.")
    refused: Total = Field(description="What it would also destroy if it were not refused.")
    unknown: int = Field(description="Changes that could not be counted.")
    unchanged: int = Field(description="Projects of the stack that stay as they are.")
    changes: list[Change]
    consent_setting: str = Field(
        default="allow_class_removal",
        description="What consents are written in, as the program spells it.",
    )
