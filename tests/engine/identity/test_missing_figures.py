"""A figure that the service leaves out of its answers is not taken for zero."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.identity.families import POLICIES
from tests.engine.labels import Labels
from tests.engine.stack import Stack
from tests.rewriting import Rewriter

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}
CAR = {"name": "car", "type": "bbox", "color": "#00ff00"}
FIGURES = ("image_count", "archived_image_count", "total_images", "class_annotation_counts")


@pytest.fixture
def rewriter(stack: Stack, pictograph_emulator: Emulator) -> Iterator[Rewriter]:
    """Stands between the stack and its service."""
    with Rewriter(pictograph_emulator.url) as rewriter:
        stack.pulumi("config", "set", "pictograph:baseUrl", rewriter.url, "--plaintext").expect()
        yield rewriter


def without_figures(_method: str, _path: str, body: Any) -> Any:
    if isinstance(body.get("data"), dict):
        body["data"] = {key: value for key, value in body["data"].items() if key not in FIGURES}
    return body


def test_what_the_service_does_not_say_is_not_destroyed(
    stack: Stack, labels: Labels, rewriter: Rewriter
) -> None:
    stack.declare("signs", classes=[STOP, CAR])
    stack.up()
    labels.add("signs", {"car": 8})
    whole = rewriter.rewrite

    # The annotations of a class.
    rewriter.rewrite = without_figures
    stack.declare("signs", classes=[STOP])
    assert "class_annotation_counts is missing" in stack.preview(ok=False)
    stack.up(ok=False)
    assert labels.count("signs") == {"car": 8}

    # The images of a project: as the message says, it is put back with another policy.
    stack.declare_nothing()
    said = stack.up(ok=False)
    assert "the service did not say how many images it holds" in said
    assert stack.client.projects.get("signs").image_count == 1
    stack.declare("signs", classes=[STOP, CAR], on_delete=POLICIES[1])
    stack.up()
    stack.declare_nothing()
    stack.up()
    project = stack.client.projects.get("signs")
    assert (project.is_archived, project.image_count) == (True, 1)
    assert labels.count("signs") == {"car": 8}
    rewriter.rewrite = whole
    stack.preview("--expect-no-changes")
