"""Counts of a project. One that the service did not give is named, and never read as zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pictograph_provider.models import Insights, Project


@dataclass(frozen=True)
class Figures:
    """What a project holds.

    Attributes:
        images: archived ones too; None where not even a part of them is known.
        annotations: on images that are not archived; None where it is not known.
        bytes: of the images, None where it is not known.
        at_least: there may be more than that.
        missing: what the service did not give, by the names of its own answer.
    """

    images: int | None
    annotations: int | None
    bytes: int | None
    at_least: bool
    missing: tuple[str, ...]


def figures(project: Project, insights: Insights) -> Figures:
    """Put together what two answers say. Counters may lag: the larger of two is the safer one."""
    active = _larger(project.image_count, insights.total_images)
    archived = project.archived_image_count
    return Figures(
        images=None if active is None else active + (archived or 0),
        annotations=insights.total_annotations,
        bytes=_larger(project.total_size, insights.total_bytes),
        at_least=archived != 0,
        missing=tuple(_missing(project, insights)),
    )


def _larger(one: int | None, other: int | None) -> int | None:
    return max((number for number in (one, other) if number is not None), default=None)


def _missing(project: Project, insights: Insights) -> Iterator[str]:
    given = {
        "image_count": project.image_count,
        "archived_image_count": project.archived_image_count,
        "total_images": insights.total_images,
        "total_annotations": insights.total_annotations,
    }
    yield from (name for name, number in given.items() if number is None)
