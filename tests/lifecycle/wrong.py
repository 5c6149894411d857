"""What may be wrong with any part of any answer of the service."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

PROJECT = (
    "id", "organization_id", "name", "description", "annotation_types", "classes", "image_count",
    "archived_image_count", "total_size", "is_archived", "created_at", "updated_at",
    "classes.0", "classes.0.name", "classes.0.type", "classes.0.color",
)  # fmt: skip
INSIGHTS = (
    "total_images", "total_annotations", "annotated_images", "class_annotation_counts",
    "class_image_counts", "class_annotation_counts.a", "class_image_counts.a",
)  # fmt: skip
ANSWERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "read": ("GET", r"datasets/[^/]+$", PROJECT),
    "list": ("GET", r"datasets/$", tuple(f"0.{key}" for key in PROJECT)),
    "insights": ("GET", r"datasets/[^/]+/insights$", INSIGHTS),
    "organization": ("GET", r"organizations/me$", ("id", "name")),
    "create": ("POST", r"datasets/$", PROJECT),
    "update": ("PATCH", r"datasets/", PROJECT),
    "archive": ("POST", r"datasets/[^/]+/archive$", PROJECT),
    "move": ("POST", r"annotations/", ("annotations_updated", "images_updated")),
    "delete": ("DELETE", r"datasets/", ("images_deleted", "annotations_deleted")),
}
"""Method, path and keys of each answer."""

MISSING = object()
INSTEAD: list[Any] = [MISSING, None, -1, 1.5, True, "text", "7", [], {}, [1], {"x": None}]
EARLY = "2026-01-02T03:04:05"
"""A time without a zone."""


@dataclass(frozen=True)
class Wrong:
    """One part of one kind of answer, and what stands in its place; the envelope for no key."""

    answer: str
    key: str
    value: Any

    def applies(self, method: str, path: str) -> bool:
        """Whether this is an answer of that kind."""
        wanted, pattern, _ = ANSWERS[self.answer]
        return method == wanted and re.search(pattern, path) is not None

    def apply(self, body: Any) -> None:
        """Change the answer, where it has that part and the value is of another type."""
        envelope = "organization" if self.answer == "organization" else "data"
        *way, last = [envelope, *filter(None, self.key.split("."))]
        for step in way:
            body = _part(body, step)
        before, time = _part(body, last), last.endswith("_at")
        if before is None or (self.value == EARLY and not time):
            return
        # A value of the right type would be a lie and no defect, but for one that none can have.
        if type(before) is type(self.value) and self.value != -1 and not time:
            return
        key = int(last) if isinstance(body, list) else last
        if self.value is MISSING:
            del body[key]
        else:
            body[key] = self.value


def _part(body: Any, step: str) -> Any:
    if isinstance(body, dict):
        return body.get(step)
    known = isinstance(body, list) and step.isdigit() and int(step) < len(body)
    return body[int(step)] if known else None


FIGURES_OF_ALL = [
    (answer, key)
    for answer, (_, _, keys) in ANSWERS.items()
    for key in keys
    if key.endswith(("_count", "total_images", "_counts", "_counts.a", "_annotations", "_images"))
]


def one_part() -> st.SearchStrategy[Wrong]:
    parts = [(answer, key) for answer in ANSWERS for key in ("", *ANSWERS[answer][2])]
    instead = st.sampled_from([*INSTEAD, EARLY])
    return st.builds(
        lambda part, value: Wrong(part[0], part[1], value), st.sampled_from(parts), instead
    )


def many_figures() -> st.SearchStrategy[list[Wrong]]:
    # One figure alone is often made good by another one, so most are wrong at once.
    right = st.sets(st.sampled_from(FIGURES_OF_ALL), max_size=3)
    instead = st.sampled_from([MISSING, None, -1, "7"])
    return st.builds(
        lambda right, value: [
            Wrong(answer, key, value)
            for answer, key in FIGURES_OF_ALL
            if (answer, key) not in right
        ],
        right,
        instead,
    )
