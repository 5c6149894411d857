"""The words that a program chooses from. Each set of them is written here and nowhere else.

Whoever needs them at run time takes the tuple, so a type checker and a check in a preview never
disagree.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

AnnotationType: TypeAlias = Literal["bbox", "box", "polygon", "polyline", "keypoint"]
"""What a project can allow; `box` is another word for `bbox`."""

ClassType: TypeAlias = Literal["bbox", "box", "polygon", "polyline", "keypoint", "tag"]
"""What a class can be. `tag` is not on the service's page, but its own tools make such classes."""

OnDelete: TypeAlias = Literal["delete-if-empty", "archive", "delete"]
"""What removing a resource does to its project."""

ForeignClasses: TypeAlias = Literal["refuse", "keep", "remove"]
"""What happens to classes that were added elsewhere when the list is written."""

ClassRemoval: TypeAlias = Literal["refuse", "report"]
"""Whether a loss that nobody consented to is refused, or only reported."""

ON_DELETE: tuple[str, ...] = get_args(OnDelete)
FOREIGN_CLASSES: tuple[str, ...] = get_args(ForeignClasses)
CLASS_REMOVAL: tuple[str, ...] = get_args(ClassRemoval)

CLASS_KEYS = ("name", "type", "color", "attributes", "skeleton")
"""What can be said of a class (service contract, section 3)."""
