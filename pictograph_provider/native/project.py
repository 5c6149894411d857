"""The resource `pictograph:index:Project`: each call of the engine as one of `lifecycle`.

The one module of this package that knows the core. Values are those of the schema; no Pulumi
types, and no decisions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pictograph_provider.lifecycle.check import check
from pictograph_provider.lifecycle.create import create
from pictograph_provider.lifecycle.delete import delete
from pictograph_provider.lifecycle.read import read
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.update import update
from pictograph_provider.models import Project
from pictograph_provider.native import shapes
from pictograph_provider.native.details import Details, details
from pictograph_provider.native.forecast import forecast
from pictograph_provider.state.changes import changed
from pictograph_provider.state.declaration import declaration
from pictograph_provider.state.outputs import inputs_after_refresh, outputs, without_request

Values = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A live project: its id, its outputs, and the inputs that would declare it."""

    id: str
    outputs: Values
    inputs: Values


def checked(session: Session, urn: str, olds: Values, news: Values) -> tuple[Values, list[str]]:
    """The inputs to go on with, and why they are refused."""
    name = urn.rsplit("::", 1)[-1] if "name" not in news else news["name"]
    inputs = {**news, "name": name}
    inputs.pop(shapes.UNDECLARED, None)
    recorded = shapes.to_inputs(olds, urn) if olds else {}
    reasons = check(session, recorded, shapes.to_inputs(inputs, urn))
    if inputs.get("foreignClasses") == "keep" and "undeclared_classes" in recorded:
        # Dropping those that are kept would read like a removal.
        inputs[shapes.UNDECLARED] = recorded["undeclared_classes"]
    return inputs, reasons


def differences(urn: str, outputs_: Values, olds: Values, news: Values) -> tuple[bool, Details]:
    """Whether an update is needed, and what it would change. Asks nothing of the service."""
    moved = shapes.DYNAMIC in olds or shapes.DYNAMIC in outputs_
    recorded = shapes.to_recorded(outputs_, olds, urn)
    before = shapes.from_inputs(shapes.to_inputs(olds, urn)) if moved else olds
    if not changed(recorded, shapes.to_inputs(news, urn)):
        return moved, {}
    return True, details(before, news)


def created(session: Session, urn: str, news: Values) -> tuple[str, Values]:
    """Create the project, or adopt it: its id and its outputs."""
    inputs = shapes.to_inputs(news, urn)
    project = create(session, declaration(inputs))
    return project.id, _outputs(project, inputs)


def expected(urn: str, outputs_: Values, olds: Values, news: Values) -> Values:
    """The outputs that a create or an update would have, as far as they can be told."""
    recorded = shapes.to_recorded(outputs_, olds, urn) if outputs_ else {}
    return forecast(recorded, declaration(shapes.to_inputs(news, urn)))


def found(session: Session, urn: str, id: str, outputs_: Values, olds: Values) -> Found | None:
    """The project as it is now, for a refresh, an import or a look; None when it is gone."""
    recorded = shapes.to_recorded(outputs_, olds, urn)
    project = read(session, id, recorded)
    if project is None:
        return None
    if "project_id" not in recorded:
        return Found(project.id, _outputs(project, {}), shapes.imported(project))
    if "class_set" in recorded and "class_order" not in recorded:
        recorded["class_order"] = ""
        inputs = inputs_after_refresh(project, recorded)
        inputs.pop("class_order", None)
    else:
        inputs = inputs_after_refresh(project, recorded)
    return Found(project.id, _outputs(project, inputs), _respelled(inputs, olds))


def updated(
    session: Session, urn: str, id: str, outputs_: Values, olds: Values, news: Values
) -> Values:
    """Change the project in place: its outputs afterwards."""
    recorded, inputs = shapes.to_recorded(outputs_, olds, urn), shapes.to_inputs(news, urn)
    project = update(session, id, recorded, inputs)
    if project is None:
        return shapes.from_recorded(without_request(recorded, inputs))
    return _outputs(project, inputs)


def deleted(session: Session, urn: str, id: str, outputs_: Values, olds: Values) -> None:
    """Do what `onDelete` says."""
    delete(session, id, shapes.to_recorded(outputs_, olds, urn))


def _outputs(project: Project, inputs: Mapping[str, Any]) -> Values:
    return shapes.from_recorded(outputs(project, inputs))


def _respelled(inputs: Mapping[str, Any], olds: Values) -> Values:
    """Inputs after a refresh; those that are as they were keep what the program wrote."""
    if shapes.DYNAMIC in olds:
        return shapes.from_inputs(inputs)
    now = shapes.from_inputs(inputs)
    same = {key.split(".")[0].split("[")[0] for key in details(olds, now)}
    kept = {
        key: value for key, value in olds.items() if key not in same and not key.startswith("__")
    }
    return {**now, **kept}
