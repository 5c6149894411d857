"""Put back within a day: the service brings the answer to an earlier create again."""

from __future__ import annotations

from tests.engine.labels import Labels
from tests.engine.stack import Stack

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}


def test_an_archived_project_is_not_taken_for_a_new_one(stack: Stack, labels: Labels) -> None:
    stack.provision("signs", classes=[STOP], on_delete="archive")
    labels.add("signs", {"stop": 3})
    stack.program("pass")
    stack.up()
    stack.declare("signs", classes=[STOP], on_delete="archive")
    said = stack.preview(ok=False)
    assert "it is archived (1 image" in said
    assert 'Client().projects.unarchive("signs")' in said
    stack.up(ok=False)
    # As it says.
    stack.client.projects.unarchive("signs")
    stack.declare("signs", classes=[STOP], on_delete="archive", adopt=True)
    stack.up()
    assert labels.count("signs") == {"stop": 3}
    stack.preview("--expect-no-changes")


def test_a_deleted_project_is_created_anew_again_and_again(stack: Stack) -> None:
    ids = set()
    for _ in range(3):
        stack.declare("signs", classes=[STOP])
        stack.up()
        ids.add(stack.client.projects.get("signs").id)
        stack.program("pass")
        stack.up()
    assert len(ids) == 3


def test_a_renamed_and_archived_project_is_no_dead_end(stack: Stack, labels: Labels) -> None:
    stack.provision("signs", classes=[STOP], on_delete="archive")
    stack.declare("signs", name="other", classes=[STOP], on_delete="archive")
    stack.up()
    labels.add("other", {"stop": 3})
    stack.program("pass")
    stack.up()
    stack.declare("signs", classes=[STOP], on_delete="archive")
    stack.preview()
    stack.up()
    assert stack.client.projects.get("other").is_archived
    assert labels.count("other") == {"stop": 3}
    assert stack.client.projects.get("signs").image_count == 0
    stack.preview("--expect-no-changes")


def test_a_project_that_somebody_archived_is_not_said_to_be_unchanged(
    stack: Stack, labels: Labels
) -> None:
    stack.provision("signs", classes=[STOP])
    labels.add("signs", {"stop": 3})
    stack.client.projects.archive("signs")
    assert "is archived in the service" in stack.refresh()
    said = stack.preview(ok=False)
    assert "somebody has archived it" in said
    stack.up(ok=False)
    stack.client.projects.unarchive(id=stack.client.projects.get("signs").id)
    stack.up()
    assert labels.count("signs") == {"stop": 3}
    stack.preview("--expect-no-changes")
