"""A review of projects that go: what a preview asks nobody about, counted live."""

from __future__ import annotations

import pytest

from tests.engine.labels import Labels, archive_an_image
from tests.engine.reviewing import (
    MERGE,
    STOP,
    review,
    run,
)
from tests.engine.shells import SHELLS
from tests.engine.stack import Stack

pytestmark = pytest.mark.parametrize("shell", SHELLS, indirect=True)


def test_each_way_to_let_a_project_go_is_told_apart(stack: Stack, labels: Labels) -> None:
    stack.declare_all(
        {
            "deleted": {"on_delete": "delete", "classes": [STOP]},
            "archived": {"on_delete": "archive", "classes": [STOP]},
            "guarded": {"classes": [STOP]},
            "protected": {"on_delete": "delete", "classes": [STOP]},
            "retained": {"classes": [STOP]},
            "empty": {"classes": [STOP]},
            "gone": {"classes": [STOP]},
        },
        protected={"protect": True},
        retained={"retain_on_delete": True},
    )
    stack.up()
    for name in ("deleted", "archived", "guarded", "protected", "retained"):
        labels.add(name, {"stop_sign": 1})
    stack.client.projects.delete("gone")
    stack.declare_nothing()

    reviewed = review(stack)
    assert reviewed.report.complete
    assert reviewed.status == 1
    assert {
        change.resource: (change.verdict, change.destructive, change.deletion.fate)
        for change in reviewed.report.changes
        if change.deletion
    } == {
        "deleted": ("permitted", True, "deleted"),
        "guarded": ("refused", True, "deleted"),
        "protected": ("refused", True, "deleted"),
        "archived": ("harmless", False, "archived"),
        "retained": ("harmless", False, "kept"),
        "empty": ("harmless", False, "deleted"),
        "gone": ("harmless", False, "gone"),
    }


def test_a_destroy_is_reviewed_from_its_preview(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[STOP], on_delete="delete")
    labels.add("road-signs", {"stop_sign": 6})
    made = stack.pulumi("destroy", "--preview-only", "--json").expect().output
    reviewed = review(stack, "--from", "-", stdin=made)
    assert reviewed.status == 1
    assert reviewed.report.permitted.annotations == 6


def test_a_protected_project_that_goes_is_no_success(stack: Stack) -> None:
    stack.declare_all({"road-signs": {"classes": [STOP]}}, road_signs={"protect": True})
    stack.up()
    destroy = stack.pulumi("destroy", "--preview-only", "--json").expect(ok=False).output
    stack.declare_nothing()
    assert review(stack).status == 1
    assert "pulumi up fails" in run(stack).output
    done = run(stack, "--from", "-", stdin=destroy)
    assert (done.status, done.errors) == (1, "")
    assert "pulumi destroy fails" in done.output
    assert "pulumi up" not in done.output


def test_a_replacement_is_a_deletion(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[STOP], on_delete="delete")
    labels.add("road-signs", {"stop_sign": 6})
    reviewed = review(stack, "--", "--replace", "**::road-signs")
    assert reviewed.status == 1
    assert reviewed.change().action == "replace"
    assert reviewed.report.permitted.annotations == 6


def test_archived_images_make_the_count_a_lower_bound(stack: Stack, labels: Labels) -> None:
    lidar = {"classes": [STOP], "on_delete": "delete"}
    stack.declare_all({"road-signs": {"classes": [STOP, MERGE]}, "lidar": lidar})
    stack.up()
    for name in ("road-signs", "lidar"):
        labels.add(name, {"stop_sign": 2})
        archive_an_image(stack, name)
    stack.declare(classes=[MERGE])
    reviewed = review(stack)
    (loss,) = reviewed.change().classes
    assert (loss.annotations, loss.at_least) == (2, True)
    deletion = reviewed.change("lidar").deletion
    assert deletion is not None
    assert (deletion.images, deletion.annotations, deletion.at_least) == (2, 2, True)


def test_a_refused_removal_does_not_hide_the_deletes_that_come_after_it(
    stack: Stack, labels: Labels
) -> None:
    lidar = {"classes": [STOP, MERGE], "on_delete": "delete"}
    stack.declare_all({"road-signs": {"classes": [STOP, MERGE]}, "lidar": lidar})
    stack.up()
    labels.add("road-signs", {"merge": 5, "stop_sign": 1})
    labels.add("lidar", {"merge": 2})
    stack.declare(classes=[STOP])

    stack.preview(ok=False)  # the engine stops at the refusal and tells of no delete
    reviewed = review(stack)
    assert reviewed.status == 1
    assert reviewed.report.complete
    assert reviewed.verdicts == {"road-signs": "refused", "lidar": "permitted"}
    (loss,) = reviewed.change().classes
    assert (loss.name, loss.why, loss.annotations, loss.images) == ("merge", "removed", 5, 1)
    assert loss.ruling == "refused"
    (consent,) = stack.spelling.consent({"merge": None})
    assert any(consent in line for line in reviewed.change().plan)
    assert [way.label for way in reviewed.change().ways_out] == ["keep it", "destroy it"]
    assert reviewed.change().ways_out[1].code == consent
    deletion = reviewed.change("lidar").deletion
    assert deletion is not None
    assert (deletion.images, deletion.annotations) == (1, 2)
    assert deletion.bytes
    assert (reviewed.report.refused.annotations, reviewed.report.permitted.annotations) == (5, 2)
    assert labels.count("road-signs") == {"merge": 5, "stop_sign": 1}
