"""Classes that somebody added in the app: never lost without their name in the program."""

from __future__ import annotations

import re

import pytest

from tests.engine.labels import Labels, Meanwhile
from tests.engine.stack import Stack

pytestmark = pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)

STOP = {"name": "stop_sign", "type": "bbox", "color": "#ff0000"}
LIMIT = {"name": "speed_limit", "type": "bbox", "color": "#00ff00"}
TREE = {"name": "tree", "type": "polygon", "color": "#008000"}


@pytest.fixture
def shared(stack: Stack, labels: Labels) -> Stack:
    """A provisioned project to which somebody added a class and labelled with it."""
    stack.provision(classes=[STOP])
    projects = stack.client.projects
    projects.update("road-signs", classes=[*projects.get("road-signs").classes, TREE])
    labels.add("road-signs", {"tree": 4}, type_="polygon")
    return stack


def names(stack: Stack) -> list[str]:
    return [cls.name for cls in stack.client.projects.get("road-signs").classes]


@pytest.mark.parametrize(
    ("policy", "refreshed"),
    [("refuse", False), ("remove", True)],
    ids=["no refresh", "after a refresh"],
)
def test_writing_the_list_without_it_is_refused(
    shared: Stack, labels: Labels, policy: str, refreshed: bool
) -> None:
    if refreshed:
        shared.refresh()
    shared.declare(classes=[STOP, LIMIT], foreign_classes=policy)
    said = shared.preview(ok=False)
    assert "- remove  tree (polygon)      destroys 4 annotations on 1 image" in said
    assert "added elsewhere, not by this program" in said
    assert all(line in said for line in shared.spelling.keep_foreign())
    shared.up(ok=False)
    assert names(shared) == ["stop_sign", "tree"]
    assert labels.count("road-signs") == {"tree": 4}


def test_named_in_the_program_it_goes(shared: Stack, labels: Labels) -> None:
    shared.refresh()
    shared.declare(classes=[STOP], foreign_classes="remove", allow_class_removal=["tree"])
    assert "4 annotations will be destroyed" in shared.preview()
    shared.up()
    assert names(shared) == ["stop_sign"]
    shared.declare(classes=[STOP], foreign_classes="remove")
    shared.up()
    shared.preview("--expect-no-changes")


def test_kept_it_survives_any_order_of_refresh_preview_and_up(
    shared: Stack, labels: Labels
) -> None:
    shared.declare(classes=[STOP, LIMIT], foreign_classes="keep")
    assert "kept: it was added elsewhere" in shared.preview()
    shared.up()
    shared.preview("--expect-no-changes")
    shared.refresh()
    shared.preview("--expect-no-changes")
    shared.declare(classes=[LIMIT, STOP], foreign_classes="keep")
    assert "tree (polygon)" in shared.preview("--diff")
    shared.up()
    assert names(shared) == ["speed_limit", "stop_sign", "tree"]
    assert labels.count("road-signs") == {"tree": 4}
    shared.refresh()
    shared.preview("--expect-no-changes")


def test_a_refresh_records_it_and_the_next_preview_says_whose_it_is(shared: Stack) -> None:
    said = shared.pulumi("refresh", "--yes", "--diff").expect().output
    recorded = r"=> .*, tree polygon #\w+ foreign\"" if shared.shell == "dynamic" else r"\+ tree"
    assert re.search(recorded, said)
    assert "added elsewhere, not by this program" in shared.preview(ok=False)


def test_once_declared_it_is_the_programs_own(shared: Stack, labels: Labels) -> None:
    shared.declare(classes=[STOP, TREE])
    shared.up()
    shared.preview("--expect-no-changes")
    shared.declare(classes=[STOP])
    said = shared.preview(ok=False)
    assert "- remove  tree (polygon)  destroys 4 annotations" in said
    assert "added elsewhere" not in said


def test_a_class_added_after_the_plan_is_refused_at_apply(
    stack: Stack, meanwhile: Meanwhile
) -> None:
    stack.provision(classes=[STOP])
    stack.declare(classes=[STOP, LIMIT])
    assert "+ add  speed_limit (bbox)" in stack.preview()
    meanwhile.add_class("road-signs", TREE, before="read")
    assert "refused just before the write" in stack.up(ok=False)
    assert names(stack) == ["stop_sign", "tree"]


def test_a_class_added_between_our_read_and_our_write_survives(
    stack: Stack, meanwhile: Meanwhile
) -> None:
    stack.provision(classes=[STOP])
    stack.declare(classes=[STOP, LIMIT])
    meanwhile.add_class("road-signs", TREE, before="write")
    stack.up()
    assert sorted(names(stack)) == ["speed_limit", "stop_sign", "tree"]


def test_a_setting_alone_does_to_it_what_the_preview_says(shared: Stack, labels: Labels) -> None:
    shared.declare(classes=[STOP], foreign_classes="remove", allow_class_removal=["tree"])
    assert "4 annotations will be destroyed" in shared.preview()
    assert "4 annotations on 1 image before, 0 now" in shared.up()
    projects = shared.client.projects
    projects.update("road-signs", classes=[*projects.get("road-signs").classes, LIMIT])
    labels.add("road-signs", {"speed_limit": 7})
    shared.declare(classes=[STOP], class_moves={"speed_limit": "stop_sign"})
    assert "~ merge  speed_limit -> stop_sign  keeps its annotations" in shared.preview()
    assert "7 annotations moved along" in shared.up()
    assert names(shared) == ["stop_sign"]
    assert labels.count("road-signs") == {"stop_sign": 7}
    shared.preview("--expect-no-changes")
