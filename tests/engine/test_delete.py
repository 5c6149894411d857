"""Letting go of a project: what `on_delete` permits, and what it never does by accident."""

from __future__ import annotations

import pytest

from tests.engine.labels import Labels
from tests.engine.stack import Stack

pytestmark = pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}


def with_images(stack: Stack, labels: Labels, **arguments: str) -> None:
    stack.provision(classes=[STOP], **arguments)
    labels.add("road-signs", {"stop_sign": 3})


def test_a_project_with_images_stays_and_the_error_says_the_two_steps(
    stack: Stack, labels: Labels
) -> None:
    with_images(stack, labels)
    stack.declare_nothing()
    for said in (stack.up(ok=False), stack.destroy(ok=False)):
        assert "holds 1 image" in said
        assert stack.spelling.assign("on_delete", "delete") in said
    assert labels.count("road-signs") == {"stop_sign": 3}
    assert stack.resource()["id"]


def test_after_the_two_steps_it_goes_with_its_images(stack: Stack, labels: Labels) -> None:
    with_images(stack, labels)
    stack.declare(classes=[STOP], on_delete="delete")
    stack.up()
    stack.declare_nothing()
    assert "road-signs: deleted, with 1 image" in stack.up()
    assert stack.client.projects.list() == []


def test_an_empty_project_goes_at_once(stack: Stack) -> None:
    stack.provision(classes=[STOP])
    stack.destroy()
    assert stack.client.projects.list() == []


def test_an_archived_project_keeps_its_images(stack: Stack, labels: Labels) -> None:
    with_images(stack, labels, on_delete="archive")
    assert "archived with all its images, not deleted" in stack.destroy()
    assert stack.client.projects.get("road-signs").is_archived
    assert labels.count("road-signs") == {"stop_sign": 3}


@pytest.mark.parametrize("policy", ["delete-if-empty", "archive", "delete"])
def test_a_project_that_is_gone_already_is_no_error(stack: Stack, policy: str) -> None:
    stack.provision(classes=[STOP], on_delete=policy)
    stack.client.projects.delete("road-signs")
    stack.destroy()
