"""`pictograph-provider review`: classes that the engine's preview would destroy, counted live."""

from __future__ import annotations

from pictograph_provider.review.report import Report
from tests.engine.labels import Labels
from tests.engine.reviewing import MERGE, STOP, Reviewed, project, review, run
from tests.engine.stack import Stack

POLYGON = {**MERGE, "type": "polygon"}


def test_a_removal_with_consent_is_permitted_and_still_stops_a_pipeline(
    stack: Stack, labels: Labels
) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 3})
    stack.declare(classes=[STOP], allow_class_removal={"merge": 3})
    reviewed = review(stack)
    assert reviewed.status == 1
    assert reviewed.verdicts == {"road-signs": "permitted"}
    assert reviewed.change().consents_in_force == ["merge"]
    (loss,) = reviewed.change().classes
    assert (loss.ruling, loss.annotations, loss.bound) == ("consented", 3, 3)


def test_a_class_that_nothing_uses_goes_without_stopping_a_pipeline(stack: Stack) -> None:
    stack.provision(classes=[STOP, MERGE])
    stack.declare(classes=[STOP])
    reviewed = review(stack)
    assert reviewed.status == 0
    assert [loss.ruling for loss in reviewed.change().classes] == ["harmless"]


def test_a_retyped_class_is_a_loss(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    stack.declare(classes=[STOP, POLYGON])
    (loss,) = review(stack).change().classes
    assert (loss.why, loss.type, loss.becomes, loss.annotations) == (
        "retyped",
        "bbox",
        "polygon",
        2,
    )


def test_a_class_of_others_is_a_loss_where_the_list_is_written_without_it(stack: Stack) -> None:
    stack.provision(classes=[STOP])
    base = [STOP]
    stack.client.projects.update("road-signs", classes=[*base, MERGE], classes_base=base)
    stack.declare(classes=[STOP, {"name": "yield", "type": "bbox"}])
    reviewed = review(stack)
    assert reviewed.status == 1
    assert [(loss.name, loss.why) for loss in reviewed.change().classes] == [("merge", "foreign")]


def test_stale_consent_is_told_even_where_nothing_changes(stack: Stack) -> None:
    stack.provision(classes=[STOP], allow_class_removal=["zip"])
    reviewed = review(stack)
    assert reviewed.status == 0
    assert reviewed.change().action == "none"
    assert reviewed.change().consents_stale == ["zip"]


def test_what_opens_the_door_to_a_later_loss_is_noted(stack: Stack) -> None:
    stack.program(project("road-signs", "protect=True", classes=[STOP]))
    stack.up()
    stack.program(project("road-signs", classes=[STOP], on_delete="delete"))
    reviewed = review(stack)
    assert reviewed.status == 0
    delete, protect = reviewed.change().notes
    assert delete.startswith('on_delete becomes "delete"')
    assert protect.startswith("protect is taken out")


def test_classes_that_are_not_known_yet_may_destroy(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    stack.program('new = Project("new", classes=[])\nProject("road-signs", classes=new.classes)')
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
    reviewed = Reviewed(done.returncode, Report.model_validate_json(done.stdout))
    assert (reviewed.status, reviewed.verdicts) == (1, {"road-signs": "unknown"})
    assert reviewed.report.complete
    assert "hush" not in done.stdout


def test_an_adoption_is_weighed_like_a_change(stack: Stack, labels: Labels) -> None:
    stack.client.projects.create("road-signs", classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    stack.declare(classes=[STOP], adopt=True)
    reviewed = review(stack)
    assert reviewed.status == 1
    change = reviewed.change()
    assert (change.action, change.verdict) == ("adopt", "refused")
    assert change.notes == [f"takes over project {change.project_id}, 1 image"]


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
