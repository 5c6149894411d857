"""How many annotations a project has, as its service says."""

from __future__ import annotations

from pictograph_provider.models import Insights


def by_class(insights: Insights) -> dict[str, int]:
    """Annotations by class name; every figure has to be there."""
    counts = insights.class_annotation_counts
    assert counts is not None
    known = {name: number for name, number in counts.items() if number is not None}
    assert known == counts
    return known
