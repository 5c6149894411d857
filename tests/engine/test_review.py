"""`pictograph-provider review`: classes that the engine's preview would destroy, counted live."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.review.report import Report
from tests.engine.labels import Labels
from tests.engine.reviewing import MERGE, STOP, Reviewed, review, run
from tests.engine.shells import SHELLS
from tests.engine.stack import Stack

EACH_SHELL = pytest.mark.parametrize("shell", SHELLS, indirect=True)

POLYGON = {**MERGE, "type": "polygon"}


@EACH_SHELL
def test_each_way_to_lose_a_class_is_told_apart(stack: Stack, labels: Labels) -> None:
    both = [STOP, MERGE]
    names = ("consented", "unused", "retyped", "shared")
    stack.declare_all({name: {"classes": both} for name in names})
    stack.up()
    for name in ("consented", "retyped"):
        labels.add(name, {"merge": 3})
    tree = {"name": "tree", "type": "polygon"}
    stack.client.projects.update("shared", classes=[*both, tree], classes_base=both)
    stack.declare_all(
        {
            "consented": {"classes": [STOP], "allow_class_removal": {"merge": 3}},
            "unused": {"classes": [STOP]},
            "retyped": {"classes": [STOP, POLYGON], "annotation_types": ["bbox", "polygon"]},
            "shared": {"classes": [*both, {"name": "yield", "type": "bbox"}]},
        }
    )
    reviewed = review(stack)
    assert reviewed.status == 1
    assert reviewed.verdicts == {
        "consented": "permitted",
        "unused": "harmless",
        "retyped": "refused",
        "shared": "refused",
    }
    lost = {name: reviewed.change(name).classes for name in names}
    (loss,) = lost["consented"]
    assert (loss.ruling, loss.annotations, loss.bound) == ("consented", 3, 3)
    assert reviewed.change("consented").consents_in_force == ["merge"]
    assert [loss.ruling for loss in lost["unused"]] == ["harmless"]
    (loss,) = lost["retyped"]
    told = (loss.why, loss.type, loss.becomes, loss.annotations)
    assert told == ("retyped", "bbox", "polygon", 3)
    assert [(loss.name, loss.why) for loss in lost["shared"]] == [("tree", "foreign")]


@EACH_SHELL
@pytest.mark.parametrize(
    ("consent", "status"), [({}, 0), ({"allow_class_removal": ["merge"]}, 1)], ids=["no", "yes"]
)
def test_only_what_is_lost_stops_a_pipeline(
    stack: Stack, labels: Labels, consent: dict[str, Any], status: int
) -> None:
    stack.provision(classes=[STOP, MERGE])
    if consent:
        labels.add("road-signs", {"merge": 1})
    stack.declare(classes=[STOP], **consent)
    assert review(stack).status == status


@EACH_SHELL
def test_stale_consent_is_told_even_where_nothing_changes(stack: Stack) -> None:
    stack.provision(classes=[STOP], allow_class_removal=["zip"])
    reviewed = review(stack)
    assert reviewed.status == 0
    assert reviewed.change().action == "none"
    assert reviewed.change().consents_stale == ["zip"]


@EACH_SHELL
def test_what_changes_is_told_with_its_old_value_and_stale_consent_once(stack: Stack) -> None:
    stack.provision(classes=[STOP], description="of 2024", allow_class_removal=["zip"])
    stack.declare(
        classes=[STOP, {"name": "pole", "type": "polyline"}],
        name="signs",
        description="of 2025",
        annotation_types=["box", "polyline"],
        allow_class_removal=["zip"],
    )
    change = review(stack).change()
    assert {field.field: (field.old, field.new) for field in change.fields} == {
        "name": ("road-signs", "signs"),
        "description": ("of 2024", "of 2025"),
        stack.spelling.setting("annotation_types"): (["bbox"], ["bbox", "polyline"]),
    }
    assert change.class_changes == ["add pole (polyline)"]
    for format_ in ("table", "markdown"):
        text = run(stack, "--format", format_).output
        assert text.count("zip") == 1
        assert "update project" not in text
    assert "description: of 2024 -> of 2025" in text


@EACH_SHELL
def test_what_opens_the_door_to_a_later_loss_is_noted(stack: Stack) -> None:
    stack.declare_all({"road-signs": {"classes": [STOP]}}, road_signs={"protect": True})
    stack.up()
    stack.declare(classes=[STOP], on_delete="delete")
    reviewed = review(stack)
    assert reviewed.status == 0
    delete, protect = reviewed.change().notes
    assert delete.startswith(f"{stack.spelling.assign('on_delete', 'delete')} is new")
    assert protect.startswith("protect is taken out")


def test_classes_that_are_not_known_yet_may_destroy(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    stack.program(
        'new = Project("new", classes=[])\n'
        'Project("road-signs", classes=new.id.apply(lambda _: []))'
    )
    reviewed = review(stack)
    assert reviewed.status == 1
    assert reviewed.verdicts == {"road-signs": "unknown", "new": "harmless"}


def test_a_secret_class_list_may_destroy_and_is_not_shown(stack: Stack, labels: Labels) -> None:
    secret = 'Project("road-signs", classes=pulumi.Output.secret([{"name": "%s", "type": "bbox"}]))'
    stack.program(secret % "hush")
    stack.up()
    labels.add("road-signs", {"hush": 2})
    stack.program(secret % "other")
    done = run(stack, "--format", "json")
    reviewed = Reviewed(done.status, Report.model_validate_json(done.output))
    assert (reviewed.status, reviewed.verdicts) == (1, {"road-signs": "unknown"})
    assert reviewed.report.complete
    assert "hush" not in done.output


@EACH_SHELL
def test_an_adoption_is_assessed_like_a_change(stack: Stack, labels: Labels) -> None:
    stack.client.projects.create("road-signs", classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    stack.declare(classes=[STOP], adopt=True)
    reviewed = review(stack)
    assert reviewed.status == 1
    change = reviewed.change()
    assert (change.action, change.verdict) == ("adopt", "refused")
    assert change.notes == [f"takes over project {change.project_id}, 1 image"]


@EACH_SHELL
def test_a_stack_that_only_reports_permits_what_it_would_refuse(
    stack: Stack, labels: Labels
) -> None:
    stack.pulumi("config", "set", "pictograph:classRemoval", "report").expect()
    stack.declare(classes=[STOP, MERGE])
    stack.up()
    labels.add("road-signs", {"merge": 2})
    stack.declare(classes=[STOP])
    reviewed = review(stack)
    assert reviewed.status == 1
    assert reviewed.change().verdict == "permitted"
    assert reviewed.change().reason == "classRemoval is report: nothing is refused"


@EACH_SHELL
def test_what_is_permitted_and_not_saved_is_noted_or_refused_where_it_has_to_be(
    stack: Stack, labels: Labels
) -> None:
    both = [STOP, MERGE]
    names = ("free", "bound", "saved", "gone")
    own: dict[str, dict[str, Any]] = {
        "free": {},
        "bound": {"require_save": True},
        "saved": {"save_before_removal": "kept"},
    }
    all_of_them = {name: {"classes": both, **given} for name, given in own.items()}
    gone = {"classes": both, "on_delete": "delete", "require_save": True}
    stack.declare_all({**all_of_them, "gone": gone})
    stack.up()
    for name in names:
        labels.add(name, {"merge": 3})
    consent: dict[str, Any] = {"classes": [STOP], "allow_class_removal": ["merge"]}
    stack.declare_all({name: {**consent, **given} for name, given in own.items()})
    reviewed = review(stack)
    assert reviewed.status == 1
    assert reviewed.verdicts == {
        "free": "permitted",
        "bound": "refused",
        "saved": "permitted",
        "gone": "refused",
    }
    place = stack.spelling.setting("save_before_removal")
    assert f"nothing saves the annotations first: {place} is not set" in (
        reviewed.change("free").notes
    )
    required = stack.spelling.assign("require_save", True)
    for name in ("bound", "gone"):
        assert f"not saved first ({required})" in reviewed.change(name).reason
    # What the report says of those that are refused, the engine does.
    refusal = "this project permits no removal of annotations that are not saved first"
    assert refusal in stack.up(ok=False)
    # An up that is refused in a check comes to no deletes: without that change it does.
    stack.declare_all(all_of_them)
    assert refusal in stack.up(ok=False)
    assert labels.count("bound") == labels.count("gone") == {"merge": 3}
