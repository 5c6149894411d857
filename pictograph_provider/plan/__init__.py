"""What a declared class list would do to the live one.

Pure: no requests, no Pulumi. `make_plan` compares, `describe` puts a plan into words.
"""

from pictograph_provider.classes import UNKNOWN, DeclaredClass, Unknown
from pictograph_provider.plan.compare import make_plan
from pictograph_provider.plan.moves import move_problems
from pictograph_provider.plan.shapes import ClassPlan, Edit, Loss, Move, Recolor
from pictograph_provider.plan.text import describe
from pictograph_provider.plan.usage import ClassCount, Usage

__all__ = [
    "UNKNOWN",
    "ClassCount",
    "ClassPlan",
    "DeclaredClass",
    "Edit",
    "Loss",
    "Move",
    "Recolor",
    "Unknown",
    "Usage",
    "describe",
    "make_plan",
    "move_problems",
]
