"""A review of previews that fail, of several keys, and of what must never be shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.organization import Organization
from tests.engine.reviewing import MERGE, STOP, programmed, project, review, run
from tests.engine.stack import Stack


@pytest.fixture
def other(pictograph_emulator: Emulator) -> Iterator[Organization]:
    organization = Organization(pictograph_emulator, "Other")
    with organization.client:
        yield organization


def test_a_stack_that_changes_nothing_asks_nothing_and_passes(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    stack.provision(classes=[STOP])
    pictograph_emulator.control.forget_requests()
    reviewed = review(stack, "--fail-on", "any")
    assert reviewed.status == 0
    assert reviewed.report.complete
    assert reviewed.report.changes == []
    assert reviewed.report.unchanged == 1
    assert pictograph_emulator.control.requests() == []


def test_a_project_of_another_organization_is_not_guessed_at(
    stack: Stack, labels: Labels, other: Organization
) -> None:
    stack.pulumi("config", "set", "--secret", "otherKey", other.key).expect()
    provider = (
        'other = Provider("other", api_key=pulumi.Config().require_secret("otherKey"), '
        'base_url=pulumi.Config("pictograph").require("baseUrl"))'
    )
    theirs = project("theirs", "provider=other", classes=[STOP], on_delete="delete")
    mine = project("mine", classes=[STOP], on_delete="delete")
    stack.program(programmed(provider, theirs, mine))
    stack.up()
    Labels(other.client).add("theirs", {"stop_sign": 4})
    labels.add("mine", {"stop_sign": 1})
    stack.program(provider)

    reviewed = review(stack)
    assert reviewed.status == 1
    assert reviewed.report.complete
    assert reviewed.verdicts == {"mine": "permitted", "theirs": "unknown"}
    assert other.id in reviewed.change("theirs").reason
    with_their_key = review(stack, env={"PICTOGRAPH_API_KEY": other.key})
    assert with_their_key.verdicts == {"mine": "unknown", "theirs": "permitted"}
    assert with_their_key.report.permitted.annotations == 4


def test_the_key_is_in_no_output(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    stack.provision(classes=[STOP], on_delete="delete")
    labels.add("road-signs", {"stop_sign": 1})
    made = stack.pulumi("destroy", "--preview-only", "--json").expect().output
    for format_ in ("table", "markdown", "json"):
        done = run(stack, "--from", "-", "--format", format_, stdin=made)
        assert "1 annotation" in done.output or '"annotations": 1' in done.output
        assert pictograph_emulator.key not in done.output + done.errors


def test_a_key_that_is_not_accepted_leaves_the_report_incomplete(stack: Stack) -> None:
    stack.provision(classes=[STOP], on_delete="delete")
    stack.program("")
    wrong = {"PICTOGRAPH_API_KEY": "pk_live_" + "0" * 64}
    reviewed = review(stack, "--fail-on", "never", env=wrong)
    assert reviewed.status == 2
    assert reviewed.verdicts == {"road-signs": "unknown"}
    assert "answered 401" in reviewed.report.failures[0]


@pytest.mark.parametrize(
    ("program", "failure"),
    [
        (project("bad", classes=[{**STOP, "color": "reddish"}]), "'reddish' is not a CSS color"),
        ('raise RuntimeError("somebody broke it")', "somebody broke it"),
    ],
)
def test_a_preview_that_fails_for_another_reason_is_not_taken_for_the_whole_truth(
    stack: Stack, labels: Labels, program: str, failure: str
) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    stack.program(programmed(project("road-signs", classes=[STOP]), program))
    reviewed = review(stack, "--fail-on", "never")
    assert reviewed.status == 2
    assert not reviewed.report.complete
    assert failure in reviewed.report.failures[0]


@pytest.mark.parametrize("first", [True, False], ids=["before it", "at the same time"])
def test_a_project_that_a_failed_preview_did_not_come_to_is_named(
    stack: Stack, labels: Labels, first: bool
) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    bad = "bad = " + project("bad", classes=[{**STOP, "color": "reddish"}])
    opts = "depends_on=[bad]" if first else ""
    stack.program(programmed(bad, project("road-signs", opts, classes=[STOP])))
    reviewed = review(stack)
    assert reviewed.status == 2
    told, unseen = "road-signs" in reviewed.verdicts, "road-signs" in reviewed.report.not_reached
    assert told is not unseen
    assert unseen or not first
    named = "1 other project of the stack, and what happens to them is not known: road-signs"
    assert any(named in text for text in reviewed.report.failures) is unseen


def test_a_preview_that_was_not_made_for_a_review_says_how_to_make_it(
    stack: Stack, labels: Labels
) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    stack.declare(classes=[STOP])
    made = stack.pulumi("preview", "--json").output
    reviewed = review(stack, "--from", "-", stdin=made)
    assert reviewed.status == 2
    assert reviewed.verdicts == {"road-signs": "refused"}
    assert "PICTOGRAPH_REVIEW=1 pulumi preview --json" in reviewed.report.failures[0]
    assert any("2 annotations on 1 image" in line for line in reviewed.change().plan)

    made = stack.pulumi("preview", "--json", "--show-sames", PICTOGRAPH_REVIEW="1").output
    reviewed = review(stack, "--from", "-", stdin=made)
    assert reviewed.status == 1
    assert reviewed.report.refused.annotations == 2


def test_an_up_in_the_environment_of_a_review_permits_nothing(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    stack.declare(classes=[STOP])
    assert "it was refused just before the write" in stack.up(ok=False, PICTOGRAPH_REVIEW="1")
    assert labels.count("road-signs") == {"merge": 2}


@pytest.mark.parametrize("dashes", [["--"], []], ids=["with dashes", "without"])
def test_the_stack_that_is_named_is_reviewed_with_its_own_key(
    dashes: list[str], stack: Stack, pictograph_emulator: Emulator, other: Organization
) -> None:
    stack.pulumi("stack", "init", "prod").expect()
    url = f"pictograph:baseUrl={pictograph_emulator.url}"
    key = f"pictograph:apiKey={other.key}"
    stack.pulumi("config", "set-all", "--plaintext", url, "--secret", key).expect()
    stack.declare(classes=[STOP], on_delete="delete")
    stack.up()
    Labels(other.client).add("road-signs", {"stop_sign": 3})
    stack.pulumi("stack", "select", "dev").expect()
    stack.program("")
    reviewed = review(stack, *dashes, "--stack", "prod")
    assert reviewed.report.stack == "prod"
    assert reviewed.report.permitted.annotations == 3


def test_a_stack_that_is_not_there_is_one_error(stack: Stack) -> None:
    done = run(stack, "--", "--stack", "nope")
    assert done.status == 2
    assert done.output == ""
    assert done.errors == (
        "pictograph-provider: pulumi preview made no preview: error: no stack named 'nope' found\n"
    )


def test_a_table_fits_eighty_columns_and_says_the_worst_first(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 2})
    stack.declare(classes=[STOP])
    done = run(stack)
    assert done.status == 1
    lines = done.output.splitlines()
    assert lines[:2] == ["signs/dev", "  REFUSED     2 annotations: pulumi up fails"]
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)
    assert "\x1b" not in done.output
