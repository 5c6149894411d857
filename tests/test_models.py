"""Classes as a program makes them, and as the service says they are."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from pictograph_provider import ProjectClass


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "a", "type": "bbox", "colour": "red"}, "did you mean color?"),
        ({"nam": "a", "type": "bbox"}, "did you mean name?"),
        ({"name": "a", "typ": "bbox"}, "did you mean type?"),
        ({"name": "a", "type": "bbox", "x": 1}, "name, type, color, attributes and skeleton"),
        ({"name": "a"}, "it needs a type"),
        ({"type": "bbox"}, "it needs a name"),
    ],
)
def test_a_class_is_made_of_what_it_has_and_nothing_else(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(TypeError) as caught:
        ProjectClass(**fields)
    assert says in str(caught.value)


def test_all_that_the_service_says_of_a_class_is_kept() -> None:
    row = {"name": "a", "type": None, "usage_hint": {"x": [1, None]}, "colour": "red"}
    read = ProjectClass.of_service(row)
    assert read.fields() == row
    assert copy.deepcopy(read) == read == pickle.loads(pickle.dumps(read))  # noqa: S301
    assert read.model_copy(update={"name": "b"}).fields() == {**row, "name": "b"}


def test_a_class_sends_just_what_was_given() -> None:
    made = ProjectClass(name="a", type="keypoint", skeleton={"nodes": []})
    assert made.fields() == {"name": "a", "type": "keypoint", "skeleton": {"nodes": []}}
