"""The resource `pictograph:index:Project`: each call of the engine as one of `lifecycle`.

The one module of this package that knows the core. Values are those of the schema; no Pulumi
types, and no decisions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pictograph_provider.lifecycle.check import check
from pictograph_provider.lifecycle.create import create
from pictograph_provider.lifecycle.delete import delete
from pictograph_provider.lifecycle.diff import diff
from pictograph_provider.lifecycle.read import read
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.lifecycle.update import update
from pictograph_provider.models import Project
from pictograph_provider.native.details import Details, details, names
from pictograph_provider.native.forecast import forecast
from pictograph_provider.state import native as shapes
from pictograph_provider.state.declaration import Declaration, declaration
from pictograph_provider.state.recorded import Recorded, record, recorded_inputs
from pictograph_provider.state.refresh import inputs_after_refresh
from pictograph_provider.state.settings import written
from pictograph_provider.state.validate import validated

Values = dict[str, object]

RECORDED = (
    "Pulumi records an import anyway. To give it up, take the resource out of the program "
    "and run pulumi up: the project stays as it is."
)
"""Stands below a refusal to go on with what was imported."""


@dataclass(frozen=True)
class Resource:
    """An entry of the state, or one that is to be made.

    Attributes:
        urn: Pulumi's name for it.
        provider: the id of the provider that it belongs to.
        id: the project's; empty where there is none yet.
        outputs, inputs: as state has them; empty where there is no entry.
    """

    urn: str
    provider: str
    id: str = ""
    outputs: Values = field(default_factory=dict)
    inputs: Values = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.urn.rsplit("::", 1)[-1]

    @property
    def origin(self) -> str:
        return shapes.origin(self.urn, self.provider)

    @property
    def moved(self) -> bool:
        """Whether the dynamic provider has recorded it."""
        return shapes.DYNAMIC in self.inputs or shapes.DYNAMIC in self.outputs

    @property
    def recorded(self) -> Recorded | None:
        return shapes.to_recorded(self.outputs, self.inputs, self.origin)

    def core(self, inputs: Values) -> Values:
        return written(shapes.to_inputs(inputs, self.origin))


@dataclass(frozen=True)
class Live:
    """A live project: its id, its outputs, and the inputs that would declare it."""

    id: str
    outputs: Values
    inputs: Values


def checked(session: Session, resource: Resource, new_inputs: Values) -> tuple[Values, list[str]]:
    """The inputs to go on with, and why they are refused."""
    inputs = {"name": resource.name, **new_inputs}
    old = resource.core(resource.inputs) if resource.inputs else {}
    new = resource.core(inputs)
    before = recorded_inputs(old) if old else None
    wanted, reasons = validated(new, session.spelling)
    if wanted is not None and not reasons:
        reasons = check(session, before, wanted)
    if reasons and before is not None and before.imported:
        reasons = [*reasons[:-1], f"{reasons[-1]}\n{RECORDED}"]
    if inputs.get("foreignClasses") == "keep" and "added_elsewhere" in old:
        # Dropping those that are kept would read like a removal.
        inputs[shapes.FOREIGN] = old["added_elsewhere"]
    return inputs, reasons


def differences(
    session: Session | None, resource: Resource, new_inputs: Values
) -> tuple[bool, Details]:
    """Whether an update is needed, and what it would change. Asks nothing of the service.

    Args:
        session: None where the provider is not configured, which is no reason to fail here.
    """
    wanted = declaration(resource.core(new_inputs))
    recorded = resource.recorded or Recorded(resource.name)
    if not diff(session, resource.id, recorded, wanted):
        return resource.moved, {}
    old_inputs = resource.inputs
    if resource.moved:
        old_inputs = shapes.from_inputs(resource.core(old_inputs))
    return True, details(old_inputs, new_inputs)


def created(session: Session, resource: Resource, new_inputs: Values) -> Live:
    """Create the project, or adopt it.

    An adoption that fails is not recorded, though the engine could do so: it would keep these
    inputs, so the moves among them would pass for made, and `onDelete` would hold.
    """
    wanted = declaration(resource.core(new_inputs))
    project = create(session, wanted)
    return Live(project.id, _outputs(project, wanted), new_inputs)


def expected(resource: Resource, new_inputs: Values) -> Values:
    """The outputs that a create or an update would have, as far as they can be told."""
    return forecast(resource.recorded, declaration(resource.core(new_inputs)))


def found(session: Session, resource: Resource) -> Live | None:
    """The project as it is now, for a refresh, an import or a look; None when it is gone."""
    recorded = resource.recorded
    project = read(session, resource.id, recorded)
    if project is None:
        return None
    if recorded is None:
        outputs = _outputs(project, declaration({}))
        return Live(project.id, outputs, shapes.imported(project))
    inputs = inputs_after_refresh(project, recorded)
    outputs = _outputs(project, declaration(inputs))
    return Live(project.id, outputs, _as_written(inputs, resource))


def updated(session: Session, resource: Resource, new_inputs: Values) -> Values:
    """Change the project in place: its outputs afterwards."""
    wanted = declaration(resource.core(new_inputs))
    recorded = resource.recorded or Recorded(resource.name)
    project = update(session, resource.id, recorded, wanted)
    if project is None:
        return shapes.from_recorded(recorded.declared_as(wanted))
    return _outputs(project, wanted)


def deleted(session: Session, resource: Resource) -> None:
    """Do what `onDelete` says."""
    delete(session, resource.id, resource.recorded or Recorded(resource.name))


def _outputs(project: Project, wanted: Declaration) -> Values:
    return shapes.from_recorded(record(project, wanted))


def _as_written(inputs: Mapping[str, object], resource: Resource) -> Values:
    """Inputs after a refresh. What means the same as before stays as the program wrote it."""
    now = shapes.from_inputs(inputs)
    if resource.moved:
        return now
    if resource.inputs.get(shapes.IMPORTED):
        now[shapes.IMPORTED] = True
    differ = {*names(details(resource.inputs, now))}
    # Keys of ours, with `__`, say what this look has found, so they are taken as they are now.
    before = resource.inputs.items()
    same = {key: value for key, value in before if key not in differ and key[:2] != "__"}
    return {**now, **same}
