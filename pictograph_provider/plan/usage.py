"""How much uses a class, as far as the service said it: a missing figure is never zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pictograph_provider.texts import plural, quoted_if_needed

if TYPE_CHECKING:
    from pictograph_provider.models import Insights, Project


@dataclass(frozen=True)
class ClassCount:
    """What the service counts of one class name; it does not tell types apart.

    Attributes:
        annotations: at least this many; None where it did not say.
        images: images they are on; None where it did not say.
        doubt: why there may be more than that, a sentence that names the figure; None where
            the figure can be believed.
    """

    annotations: int | None
    images: int | None
    doubt: str | None = None


@dataclass(frozen=True)
class Usage:
    """The figures of one answer of the service, as it gave them.

    Attributes:
        annotations: annotations by class name; None where there was no such map. A name that
            is not in the map has none, unless another figure contradicts that.
        images: images by class name.
        archived_images: images whose annotations the service does not count.
        total_annotations: annotations of all classes together; None where it was not given.
    """

    annotations: Mapping[str, int | None] | None = field(default_factory=dict)
    images: Mapping[str, int | None] | None = field(default_factory=dict)
    archived_images: int | None = 0
    total_annotations: int | None = None

    @classmethod
    def of(cls, insights: Insights, project: Project) -> Usage:
        """The figures that decide, out of what the service answered."""
        return cls(
            insights.class_annotation_counts,
            insights.class_image_counts,
            project.archived_image_count,
            insights.total_annotations,
        )

    @cached_property
    def known(self) -> dict[str, int]:
        """The annotations that were counted, by class name; there may be more."""
        counts = self.annotations or {}
        return {name: figure for name, value in counts.items() if (figure := _figure(value))}

    @cached_property
    def uncounted(self) -> int:
        """How many annotations the total has more than the classes together."""
        # Fewer in all than by class hides nothing: the larger figures are the ones that count.
        return max(0, (_figure(self.total_annotations) or 0) - sum(self.known.values()))

    @property
    def hides(self) -> bool:
        """Whether archived images can hide annotations, so that each figure is a lower bound."""
        # Not counted is no 0: an archived image that nobody counted hides as much.
        return _figure(self.archived_images) != 0

    @property
    def hidden(self) -> str | None:
        """Why nothing can be said of archived images, where the service did not count them."""
        if _figure(self.archived_images) is not None:
            return None
        return (
            "the service did not say how many images are archived (archived_image_count is "
            "missing), and it does not count the annotations on those."
        )

    @property
    def nothing(self) -> bool:
        """Whether the service said, without a contradiction, that there is no annotation."""
        names = {*(self.annotations or {}), *(self.images or {}), ""}
        return not self.hides and all(
            found.annotations == 0 and found.doubt is None for found in map(self.count, names)
        )

    def count(self, name: str) -> ClassCount:
        """What is known of one class. Where two figures differ, the larger danger counts."""
        images = _figure((self.images or {}).get(name, 0)) if self.images is not None else None
        if self.annotations is None:
            return ClassCount(None, images, _MISSING)
        annotations = _figure(self.annotations.get(name, 0))
        if annotations is None:
            return ClassCount(
                None,
                images,
                f"the service did not say how many annotations use {quoted_if_needed(name)} "
                "(class_annotation_counts has no number for it).",
            )
        if images is not None and images > annotations:
            return ClassCount(
                images,
                images,
                f"the service counts {plural(images, 'image')} with {quoted_if_needed(name)} "
                f"(class_image_counts), but {plural(annotations, 'annotation')} of it "
                "(class_annotation_counts).",
            )
        if annotations == 0 and images is None and self.images is not None:
            # Where annotations are counted, it does not matter on how many images they are.
            return ClassCount(
                annotations,
                images,
                f"the service did not say on how many images {quoted_if_needed(name)} is used "
                "(class_image_counts has no number for it).",
            )
        if self.uncounted:
            return ClassCount(
                annotations,
                images,
                f"the service counts {plural(self.total_annotations or 0, 'annotation')} in all "
                f"(total_annotations), but {sum(self.known.values()):,} by class "
                "(class_annotation_counts): the others may be of any class.",
            )
        return ClassCount(annotations, images)

    def total(self, names: Iterable[str]) -> ClassCount:
        """What is known of several classes together, each name counted once."""
        found = [self.count(name) for name in dict.fromkeys(names)]
        counts = [one.annotations for one in found]
        doubt = next((one.doubt for one in found if one.doubt), None)
        known = None if None in counts else sum(number or 0 for number in counts)
        return ClassCount(known, None, doubt)


_MISSING = (
    "the service did not say how many annotations use which class (class_annotation_counts is "
    "missing)."
)


def _figure(value: object) -> int | None:
    """A count, or None for what cannot be one: Python calls True an integer."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return None
    return value
