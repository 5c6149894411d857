"""What changes in a project apart from what is lost: its own fields, its settings, its classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pictograph_provider.classes import canonical_type
from pictograph_provider.models import Project
from pictograph_provider.plan import ClassPlan
from pictograph_provider.review.preview import Step
from pictograph_provider.review.report import FieldChange
from pictograph_provider.state.declaration import holds_unknown
from pictograph_provider.state.settings import DEFAULTS
from pictograph_provider.texts import quoted_if_needed

OWN_FIELDS = ("name", "description", "annotation_types")


def field_changes(step: Step) -> Iterator[FieldChange]:
    """What an update changes of a project that is in state, each with its old and new value."""
    yield from _changes(step, step.outputs, step.new, (*OWN_FIELDS, *DEFAULTS))


def adopted_field_changes(step: Step, project: Project) -> Iterator[FieldChange]:
    """What taking a project over changes of what it is now."""
    fields = ("description", "annotation_types")
    live = {field: getattr(project, field) for field in fields}
    declared = {field: step.new[field] for field in fields if field in step.new}
    yield from _changes(step, live, declared, [*declared])


def _changes(
    step: Step, before: Mapping[str, object], after: Mapping[str, object], fields: Iterable[str]
) -> Iterator[FieldChange]:
    for field in fields:
        default = DEFAULTS.get(field)
        old, new = before.get(field, default), after.get(field, default)
        if field in OWN_FIELDS and field not in after:
            continue  # not managed
        if holds_unknown(old):
            continue  # a secret: whether it changes is not known, and what it was must not be said
        if holds_unknown(new):
            yield FieldChange(field=step.spelling.setting(field), old=old, known=False)
        elif _meant(field, old) != _meant(field, new):
            name = step.spelling.setting(field)
            yield FieldChange(field=name, old=_said(field, old), new=_said(field, new))


def _said(field: str, value: object) -> object:
    # The service stores `box` for `bbox`: two words for one type would look like a change.
    return [*_types(value)] if field == "annotation_types" else value


def _types(value: object) -> Iterator[str]:
    return map(canonical_type, value if isinstance(value, Iterable) else ())


def _meant(field: str, value: object) -> object:
    if field == "annotation_types":
        return {*_types(value)}
    return value or None  # an empty text, list or mapping says as little as none


def class_changes(plan: ClassPlan) -> Iterator[str]:
    """What changes in the class list without a loss, a phrase each."""
    for move in plan.renamed:
        yield f"rename {quoted_if_needed(move.old)} to {quoted_if_needed(move.new)}"
    for move in plan.merged:
        yield f"merge {quoted_if_needed(move.old)} into {quoted_if_needed(move.new)}"
    retyped = {loss.name for loss in plan.retyped}
    for cls in plan.added:
        if cls.name not in retyped:  # its loss says already what it becomes
            yield f"add {quoted_if_needed(cls.label)}"
    for recolored in plan.recolored:
        yield f"recolor {quoted_if_needed(recolored.label)}"
    for edit in plan.edited:
        yield f"edit {quoted_if_needed(edit.label)} ({', '.join(edit.fields)})"
    if plan.reordered:
        yield "reorder the classes"
