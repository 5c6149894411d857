"""What the state calls secret, kept out of a report.

The engine writes `[secret]` in a preview. But a review asks the service, and that one tells names,
which must not come back into a report that others read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pictograph_provider.models import Project
from pictograph_provider.review.assessment import Assessment
from pictograph_provider.review.preview import Step
from pictograph_provider.state.declaration import holds_unknown
from pictograph_provider.state.secrets import PLAIN, Mask


def hidden(step: Step, project: Project) -> Mask:
    """Takes out of a text what the service says and the state keeps secret.

    What the program declares in plain words now is no secret any more.
    """
    return Mask({*_secret(step, project)} - PLAIN - {*_texts(step.new)})


def without(mask: Mask, found: Assessment) -> Assessment:
    """The assessment as a report may have it."""
    if not mask:
        return found
    return replace(
        found,
        reason=mask(found.reason),
        classes=tuple(
            loss.model_copy(
                update={
                    key: mask(text)
                    for key in ("name", "looks_like", "color", "effect")
                    if (text := getattr(loss, key)) is not None
                }
            )
            for loss in found.classes
        ),
        class_changes=tuple(map(mask, found.class_changes)),
        consents_in_force=tuple(map(mask, found.consents_in_force)),
        consents_stale=tuple(map(mask, found.consents_stale)),
        ways_out=tuple(way.model_copy(update={"code": mask(way.code)}) for way in found.ways_out),
        notes=tuple(map(mask, found.notes)),
        plan=tuple(map(mask, found.plan)),
    )


def _secret(step: Step, project: Project) -> Iterator[str]:
    # A state knows all its values: what the preview does not tell of them is secret.
    def kept(key: str) -> bool:
        return any(key in side and holds_unknown(side[key]) for side in (step.old, step.outputs))

    if kept("name"):
        yield project.name
    if kept("description") and project.description:
        yield project.description
    if kept("classes") or kept("class_order"):
        for cls in project.classes:
            yield cls.name
            yield from (cls.color,) if cls.color else ()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield value.rpartition(" (")[0]  # a class by its key: its name, and its type in brackets
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
