"""What a preview tells of a catalog's lines; it may come from a file that anybody wrote."""

from __future__ import annotations

import json

import pytest

from pictograph_provider.catalog_lines import TOLD, Lines
from pictograph_provider.review.lines import in_diagnostic

LINES = Lines("catalog.yaml", "road-signs", 6, 12, classes=8, settings={"class_moves": 9})


def test_what_the_program_tells_comes_back() -> None:
    found = in_diagnostic(LINES.diagnostic("road-signs"))
    assert found is not None
    resource, lines = found
    assert resource == "road-signs"
    assert Lines(**lines) == LINES


@pytest.mark.parametrize(
    "text",
    [
        "another text",
        TOLD,
        f"{TOLD}[]",
        f"{TOLD}{json.dumps({'resource': 'a', 'lines': {'file': 5}})}",
        Lines("catalog.yaml\nimport os", "road-signs", 6, 12).diagnostic("a"),
        Lines("catalog.yaml", "road-signs", 6, 12, owner="a\nb").diagnostic("a"),
        Lines("catalog.yaml", "road-signs", 6, 12, without={"a\rb": 3}).diagnostic("a"),
    ],
)
def test_what_does_not_fit_is_left_out(text: str) -> None:
    assert in_diagnostic(text) is None
