"""Projects as a service may hold them, the odd ones too."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from hypothesis import strategies as st

from pictograph_provider.models import Project

CREATED = datetime(2026, 5, 9, tzinfo=timezone.utc)

_names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_plain = st.one_of(st.none(), st.booleans(), st.integers(-1000, 1000), st.floats(0, 1), _names)
_values = st.recursive(
    _plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_names, inner, max_size=3)
    ),
    max_leaves=6,
)
_attributes = st.one_of(
    st.none(),
    st.lists(
        st.fixed_dictionaries(
            {"name": _names},
            optional={
                "type": st.sampled_from(["text", "number", "select", "checkbox", None]),
                "values": st.one_of(st.none(), st.lists(_names, max_size=3)),
                "note": _values,
            },
        ),
        max_size=3,
    ),
)
_joints = st.fixed_dictionaries(
    {"name": _names}, optional={"x": st.floats(0, 1), "y": st.sampled_from([0, 0.5, 1, None])}
)
_skeletons = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {"nodes": st.lists(_joints, min_size=1, max_size=3)},
        optional={"edges": st.just([[0, 0]]), "note": _values},
    ),
)
_classes = st.fixed_dictionaries(
    {"name": _names},
    optional={
        "type": st.sampled_from(["box", "bbox", "polygon", "polyline", "keypoint", "tag"]),
        "color": st.sampled_from(["#ff0000", "RED", "rgb(1, 2, 3)", "no color", None]),
        "attributes": _attributes,
        "skeleton": _skeletons,
        "usage_hint": _values,
    },
)


@st.composite
def lives(draw: st.DrawFn, name: str = "signs") -> Project:
    """A live project."""
    row: dict[str, Any] = {
        "id": "3f2c8e9a-0000-4000-8000-000000000001",
        "organization_id": "0a1b2c3d-0000-4000-8000-000000000002",
        "name": name,
        "description": draw(st.one_of(st.none(), _names, st.just(""))),
        "annotation_types": draw(st.lists(st.sampled_from(["box", "bbox", "polygon"]), max_size=3)),
        "classes": draw(st.lists(_classes, max_size=4)),
        "created_at": CREATED,
    }
    return Project.model_validate(row)
