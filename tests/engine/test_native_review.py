"""`pictograph-provider review` has no report of the plugin's projects, and says so."""

from __future__ import annotations

import pytest

from tests.engine.labels import Labels
from tests.engine.native import NativeStack
from tests.engine.reviewing import MERGE, STOP, run

pytestmark = pytest.mark.parametrize("shell", ["native"], indirect=True)


def test_a_review_of_the_plugins_projects_ends_with_what_to_do(
    stack: NativeStack, labels: Labels
) -> None:
    stack.provision(classes=[STOP, MERGE], on_delete="delete")
    labels.add("road-signs", {"merge": 3})
    stack.declare_nothing()
    deleted = run(stack)
    stack.declare(classes=[STOP], on_delete="delete")
    refused = run(stack, "--format", "json")
    for done in (deleted, refused):
        assert done.status == 2
        assert done.output == ""
        assert "the preview has 1 project of the plugin (road-signs)" in done.errors
        assert "Run: pulumi preview (" in done.errors
    # As it says, and even where the preview is made as a review makes it.
    for env in ({}, {"PICTOGRAPH_REVIEW": "1"}):
        assert "destroys 3 annotations" in stack.preview(ok=False, **env)
