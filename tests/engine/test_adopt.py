"""Taking over a project that somebody clicked together."""

from __future__ import annotations

from tests.engine.labels import Labels
from tests.engine.stack import Stack

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
TREE = {"name": "tree", "type": "bbox", "color": "#008000"}


def test_without_adopt_a_name_that_is_taken_is_refused_and_nothing_is_changed(
    stack: Stack,
) -> None:
    before = stack.client.projects.create("road-signs", "Clicked", classes=[TREE])
    stack.declare(description="Declared", classes=[STOP])
    said = stack.up(ok=False)
    assert "a project called road-signs exists already" in said
    assert "adopt=True" in said
    assert stack.client.projects.get("road-signs") == before


def test_the_preview_says_what_was_found_and_refuses_what_would_be_lost(
    stack: Stack, labels: Labels
) -> None:
    found = stack.client.projects.create("road-signs", classes=[STOP, TREE])
    labels.add("road-signs", {"tree": 4})
    stack.declare(classes=[STOP], adopt=True)
    said = stack.preview(ok=False)
    assert f"takes over project {found.id}, 1 image" in said
    assert "- remove  tree (bbox)  destroys 4 annotations on 1 image" in said
    stack.up(ok=False)
    assert labels.count("road-signs") == {"tree": 4}


def test_it_is_taken_over_with_all_that_it_holds(stack: Stack, labels: Labels) -> None:
    found = stack.client.projects.create("road-signs", classes=[STOP, TREE])
    labels.add("road-signs", {"tree": 4, "stop_sign": 1})
    stack.declare(description="Ours", classes=[STOP], adopt=True, foreign_classes="keep")
    assert f"takes over project {found.id}" in stack.preview()
    stack.up()
    assert stack.resource()["id"] == found.id
    assert stack.client.projects.get("road-signs").description == "Ours"
    assert labels.count("road-signs") == {"tree": 4, "stop_sign": 1}
    stack.preview("--expect-no-changes")


def test_where_there_is_none_of_that_name_it_is_created(stack: Stack) -> None:
    stack.provision(classes=[STOP], adopt=True)
    assert stack.client.projects.get("road-signs").classes[0].name == "stop_sign"


def test_an_archived_one_is_named_and_left_alone(stack: Stack) -> None:
    stack.client.projects.create("road-signs", classes=[STOP])
    stack.client.projects.archive("road-signs")
    stack.declare(classes=[STOP], adopt=True)
    assert "it is archived" in stack.preview(ok=False)
    stack.up(ok=False)
    assert stack.client.projects.get("road-signs").is_archived
