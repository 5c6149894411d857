"""What is recorded of a live project, as outputs and, after a refresh, as inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pictograph_provider import colors
from pictograph_provider.classes import canonical_type, label, same_field
from pictograph_provider.models import Project, ProjectClass
from pictograph_provider.state.class_set import ANY_COLOR, order_names, order_text
from pictograph_provider.state.declaration import MANAGED, SETTINGS, labels

MIRRORED = (*SETTINGS, "class_set", "class_order", "undeclared_classes", "archived", "origin")
"""Inputs that are outputs as well, as Pulumi does it: reading and deleting get only outputs."""


def outputs(project: Project, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The outputs after `inputs` were provisioned as `project`.

    Counters that move by themselves are left out: they would show at every refresh.
    """
    return {
        **mirrored(inputs),
        "project_id": project.id,
        "organization_id": project.organization_id,
        "name": project.name,
        "description": project.description,
        "annotation_types": project.annotation_types,
        "classes": [cls.fields() for cls in project.classes],
        "created_at": project.created_at.isoformat(),
    }


def without_request(recorded: Mapping[str, Any], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The outputs after a change of nothing that the service knows, such as `on_delete`."""
    live = ("project_id", "organization_id", "name", "description", "created_at")
    kept = {key: recorded.get(key) for key in (*live, "annotation_types", "classes")}
    return {**mirrored(inputs), **kept}


def mirrored(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs that are outputs as well."""
    copied = {key: inputs[key] for key in MIRRORED if key in inputs}
    return copied | {mark: True for key, mark in MANAGED.items() if key in inputs}


def inputs_after_refresh(project: Project, recorded: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs that would describe the live project, as far as the program manages it.

    What means the same as recorded keeps the recorded spelling, so that only drift shows.
    Classes that the program never declared go to `undeclared_classes`: they are drift as
    well, but they are not the program's.

    Args:
        recorded: the outputs in state, or an empty mapping for a project read anew.
    """
    inputs = {key: recorded[key] for key in (*SETTINGS, "origin") if key in recorded}
    inputs["name"] = project.name
    if recorded.get("manages_annotation_types") or not recorded:
        types = recorded.get("annotation_types", [])
        inputs["annotation_types"] = types_spelled_as(project.annotation_types, types)
    if project.is_archived:
        inputs["archived"] = True
    if recorded.get("manages_description"):
        inputs["description"] = project.description or ""
    if "class_set" not in recorded:
        return inputs
    declared = labels(recorded)
    live = {label(cls.name, cls.type): cls for cls in project.classes}
    mine = {key: cls for key, cls in live.items() if key in declared}
    before = recorded["class_set"]
    inputs["class_set"] = {key: _entry(cls, before[key]) for key, cls in mine.items()}
    gone = len(mine) < len(declared)
    names = order_text(cls.name for cls in mine.values())
    same_names = sorted(order_names(names)) == sorted(order_names(recorded["class_order"]))
    # The order is drift only where the service changed it, not where it never took it.
    was = [key for key in map(_row_label, recorded.get("classes", [])) if key in mine]
    inputs["class_order"] = (
        recorded["class_order"] if same_names and not gone and was == [*mine] else names
    )
    strangers = {key: cls.color or ANY_COLOR for key, cls in live.items() if key not in declared}
    if strangers:
        inputs["undeclared_classes"] = strangers
    return inputs


def types_spelled_as(live: list[str], recorded: list[str]) -> list[str]:
    """Annotation types, in the recorded words and order where they are the same set."""
    if set(map(canonical_type, live)) == set(map(canonical_type, recorded)):
        return recorded
    return [canonical_type(type_) for type_ in live]


def _entry(cls: ProjectClass, before: Any) -> Any:
    if not isinstance(before, Mapping):
        return _color(cls.color, before)
    live = cls.fields()
    fields = {
        key: value if same_field(key, value, live.get(key)) else live.get(key)
        for key, value in before.items()
        if key != "color"
    }
    return {"color": _color(cls.color, before.get("color", ANY_COLOR)), **fields}


def _color(live: str | None, before: str) -> str:
    if before == ANY_COLOR or colors.same(live, before):
        return before
    return live or ANY_COLOR


def _row_label(row: Mapping[str, Any]) -> str:
    return label(str(row.get("name")), row.get("type"))
