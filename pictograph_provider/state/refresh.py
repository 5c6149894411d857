"""The inputs after a look at the service, and how they are spelled.

The engine's own diff compares texts. What means the same as before keeps its recorded spelling,
so that only what differs shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeGuard, cast

from pictograph_provider import colors
from pictograph_provider.classes import canonical_type, label, same_field
from pictograph_provider.plan import DeclaredClass, Unknown
from pictograph_provider.state.class_map import ANY_COLOR, entry, order_text
from pictograph_provider.state.declaration import Inputs
from pictograph_provider.state.recorded import Recorded

if TYPE_CHECKING:
    from pictograph_provider.models import Project, ProjectClass


def looked_at(project: Project) -> Inputs:
    """The inputs of a project that is only looked at."""
    types = [canonical_type(type_) for type_ in project.annotation_types]
    return {"name": project.name, "annotation_types": types}


def inputs_after_refresh(project: Project, before: Recorded) -> Inputs:
    """The inputs that would describe the live project, as far as the program manages it.

    Classes that the program never declared go to `added_elsewhere`: they are drift as well, but
    they are not the program's.
    """
    inputs: dict[str, object] = {**before.settings, "name": project.name}
    if before.origin:
        inputs["origin"] = before.origin
    if before.secret:
        inputs["secret"] = [*before.secret]
    if "annotation_types" in before.manages:
        types = types_spelled_as(project.annotation_types, list(before.annotation_types))
        inputs["annotation_types"] = types
    if "description" in before.manages:
        # The engine drops null, and then a description that was deleted would read as not managed.
        inputs["description"] = project.description or ""
    if project.is_archived:
        inputs["archived"] = True
    if "classes" in before.manages:
        inputs |= _classes(project, before)
    return cast(Inputs, inputs)


def _classes(project: Project, before: Recorded) -> dict[str, object]:
    declared = {cls.label: cls.declared for cls in before.classes if cls.declared is not None}
    live = {label(cls.name, cls.type): cls for cls in project.classes}
    mine = {key: cls for key, cls in live.items() if key in declared}
    entries = {key: entry(_respelled(declared[key], cls)) for key, cls in mine.items()}
    # The order is drift only where the service changed it, not where it never took it.
    was = [cls.label for cls in before.classes if cls.label in mine]
    found: dict[str, object] = {"classes": entries}
    if before.order is not None:
        same = len(mine) == len(before.order) and was == [*mine]
        order = before.order if same else tuple(cls.name for cls in mine.values())
        found["class_order"] = order_text(order)
    foreign = {key: cls.color or ANY_COLOR for key, cls in live.items() if key not in declared}
    return {**found, "added_elsewhere": foreign} if foreign else found


def _respelled(declared: DeclaredClass, live: ProjectClass) -> DeclaredClass:
    """The class as it is live, in the declared spelling where that means the same."""
    color, fields = declared.color, live.fields()
    if color is not None and not isinstance(color, Unknown) and not colors.same(live.color, color):
        color = live.color
    kept = {
        key: value if same_field(key, value, fields.get(key)) else fields.get(key)
        for key, value in declared.fields.items()
    }
    return DeclaredClass(declared.name, declared.type, color, kept)


def types_spelled_as(live: list[str], recorded: list[str]) -> list[str]:
    """Annotation types, in the recorded words and order where they are the same set."""
    if set(map(canonical_type, live)) == set(map(canonical_type, recorded)):
        return recorded
    return [canonical_type(type_) for type_ in live]


def keep_recorded_spelling(
    old_inputs: Mapping[str, object], new_inputs: Mapping[str, object]
) -> dict[str, object]:
    """New inputs, in the recorded words where those say the same.

    Unknown values stay what they are. Foreign classes that the program keeps stay recorded:
    dropping them would read like a removal.
    """
    found = dict(new_inputs)
    before, now = old_inputs.get("annotation_types"), new_inputs.get("annotation_types")
    if _texts(before) and _texts(now):
        found["annotation_types"] = types_spelled_as(now, before)
    classes, recorded = new_inputs.get("classes"), old_inputs.get("classes")
    if isinstance(classes, dict) and isinstance(recorded, dict):
        found["classes"] = {
            key: _spelled_as(value, recorded.get(key)) for key, value in classes.items()
        }
    if new_inputs.get("foreign_classes") == "keep" and "added_elsewhere" in old_inputs:
        found["added_elsewhere"] = old_inputs["added_elsewhere"]
    return found


def _texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _spelled_as(value: object, recorded: object) -> object:
    if isinstance(value, str) and isinstance(recorded, str) and colors.same(value, recorded):
        return recorded
    return value
