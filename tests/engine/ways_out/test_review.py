"""What a review says to do first, or to set, makes the next one whole."""

from __future__ import annotations

from pictograph_provider.emulator.server import Emulator
from tests.engine.labels import Labels
from tests.engine.reviewing import MERGE, STOP, programmed, project, review, run
from tests.engine.stack import Stack


def test_a_refresh_first_and_the_review_is_of_what_is_there(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    names = ("renamed", "deleted", "archived")
    stack.program(programmed(*(project(name, classes=[STOP, MERGE]) for name in names)))
    stack.up()
    for name in names:
        labels.add(name, {"merge": 3})
    stack.program(programmed(*(project(name, classes=[STOP]) for name in names)))
    made = stack.pulumi("preview", "--json", "--show-sames", PICTOGRAPH_REVIEW="1").expect()
    stack.client.projects.update("renamed", new_name="theirs")
    stack.client.projects.delete("deleted")
    # The preview is older than what somebody did since.
    reviewed = review(stack, "--from", "-", stdin=made.output)
    assert reviewed.change("renamed").notes == [
        "it is called theirs in the service: run pulumi refresh first"
    ]
    assert reviewed.change("deleted").reason == "it was deleted elsewhere: run pulumi refresh first"
    stack.refresh()
    reviewed = review(stack)
    assert reviewed.report.failures == []
    assert reviewed.change("renamed").notes == []
    assert reviewed.change("deleted").action == "create"

    # Another service, or another organization: with its own key, it is looked at.
    url, control = pictograph_emulator.url, pictograph_emulator.control
    other = control.create_key(control.create_organization("Other"))
    env = {"PICTOGRAPH_API_KEY": other, "PICTOGRAPH_BASE_URL": url}
    said = review(stack, env=env).change("archived").reason
    assert "review again with PICTOGRAPH_API_KEY set to a key of that organization" in said
    env["PICTOGRAPH_API_KEY"] = pictograph_emulator.key
    assert review(stack, env=env).change("archived").verdict == "refused"


def test_a_preview_that_was_kept_is_reviewed_elsewhere(
    stack: Stack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    stack.program(project("signs", classes=[STOP, MERGE]))
    stack.up()
    labels.add("signs", {"merge": 3})
    stack.program(project("signs", classes=[STOP]))
    # One that ended at a refusal says how to make a whole one.
    plain = stack.pulumi("preview", "--json").expect(ok=False).output
    said = " ".join(str(review(stack, "--from", "-", stdin=plain).report.failures).split())
    assert "PICTOGRAPH_REVIEW=1 pulumi preview --json --show-sames" in said
    made = stack.pulumi("preview", "--json", "--show-sames", PICTOGRAPH_REVIEW="1").expect()
    assert review(stack, "--from", "-", stdin=made.output).report.failures == []

    # Where there is no stack, the person has to choose the address.
    nowhere = {"PULUMI_BACKEND_URL": "file:///nowhere/at/all"}
    done = run(stack, "--from", "-", stdin=made.output, env=nowhere)
    assert "there is no API key to count with: set PICTOGRAPH_API_KEY" in done.output + done.errors
    env = {**nowhere, "PICTOGRAPH_API_KEY": pictograph_emulator.key}
    done = run(stack, "--from", "-", stdin=made.output, env=env)
    words = " ".join((done.output + done.errors).split())
    assert "set PICTOGRAPH_BASE_URL to it, and PICTOGRAPH_API_KEY to the key" in words
    env["PICTOGRAPH_BASE_URL"] = pictograph_emulator.url
    reviewed = review(stack, "--from", "-", stdin=made.output, env=env)
    assert reviewed.change("signs").verdict == "refused"
