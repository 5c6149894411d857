"""`pictograph-provider review` of the plugin's projects: the same report, in their spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from pictograph_provider.emulator.server import Emulator
from pictograph_provider.review.report import Report
from tests.engine.labels import Labels
from tests.engine.native import NativeStack, properties
from tests.engine.reviewing import MERGE, STOP, Reviewed, review, run
from tests.engine.stack import Stack
from tests.native.python_only import PYTHON_ONLY

NATIVE = pytest.mark.parametrize("shell", ["native"], indirect=True)

SPELT = ("urn", "project_id", "organization_id", "reason", "fields", "ways_out", "notes", "plan")
"""What differs between two stacks, and what is written in the program's language."""

NO_TEXT = re.compile(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>")
"""What of a page nobody reads."""


def test_both_shells_get_one_report(
    make_stack: Callable[[str], Stack], pictograph_emulator: Emulator
) -> None:
    both = [STOP, MERGE]
    names = ("consented", "exceeded", "refused", "moved", "deleted", "kept")
    reports = []
    for shell in ("dynamic", "native"):
        pictograph_emulator.control.reset()
        stack = make_stack(shell)
        stack.declare_all({name: {"classes": both, "on_delete": "delete"} for name in names})
        stack.up()
        labels = Labels(stack.client)
        for name in names:
            labels.add(name, {"merge": 3, "stop_sign": 1})
        one = {"classes": [STOP], "on_delete": "delete"}
        stack.declare_all(
            {
                "consented": {**one, "allow_class_removal": ["merge", "zip"]},
                "exceeded": {**one, "allow_class_removal": {"merge": 2}},
                "refused": {**one, "description": "New"},
                "moved": {**one, "class_moves": {"merge": "stop_sign"}},
                "kept": {"classes": both},
                "new": {"classes": both},
            }
        )
        reviewed = review(stack)
        assert reviewed.status == 1
        reports.append(reviewed.report)
    dynamic, native = (comparable(report) for report in reports)
    assert native == dynamic
    assert only_python(reports[1].model_dump()) == []
    (refused,) = [change for change in reports[1].changes if change.resource == "refused"]
    assert refused.reason == "allowClassRemoval does not name it"
    assert [way.code for way in refused.ways_out] == [
        'classes:\n  merge: {type: bbox, color: "#00ff00"}',
        "allowClassRemoval: [merge]",
    ]


def comparable(report: Report) -> dict[str, Any]:
    """A report without what is of one stack or one language."""
    found = report.model_dump(exclude={"consent_setting"})
    found["changes"] = [
        {key: value for key, value in change.items() if key not in SPELT}
        for change in sorted(found["changes"], key=lambda change: str(change["resource"]))
    ]
    return found


@NATIVE
def test_each_format_is_in_the_programs_spelling(stack: NativeStack, labels: Labels) -> None:
    stack.provision(classes=[STOP, MERGE], on_delete="delete", allow_class_removal=["zip"])
    labels.add("road-signs", {"merge": 3})
    stack.declare(classes=[STOP], allow_class_removal=["zip"])
    for format_ in ("table", "markdown", "html", "json"):
        done = run(stack, "--format", format_)
        assert (done.status, done.errors) == (1, "")
        assert "allowClassRemoval: [" in done.output
        said = json.loads(done.output) if format_ == "json" else NO_TEXT.sub("", done.output)
        assert only_python(said) == []


def only_python(said: object) -> list[str]:
    """The texts written as in a Python program. Names of the report's fields are none."""
    if isinstance(said, dict):
        said = [*said.values()]
    if isinstance(said, list):
        return [text for item in said for text in only_python(item)]
    return [said] if isinstance(said, str) and PYTHON_ONLY.search(said) else []


@NATIVE
def test_a_preview_that_ended_at_a_refusal_tells_it(stack: NativeStack, labels: Labels) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 3})
    stack.declare(classes=[STOP])
    made = stack.pulumi("preview", "--json").expect(ok=False).output
    reviewed = review(stack, "--from", "-", stdin=made)
    assert reviewed.status == 2
    assert reviewed.change().verdict == "refused"
    assert "PICTOGRAPH_REVIEW=1" in reviewed.report.failures[0]
    # As it says.
    made = stack.pulumi("preview", "--json", "--show-sames", PICTOGRAPH_REVIEW="1").expect().output
    reviewed = review(stack, "--from", "-", stdin=made)
    assert (reviewed.status, reviewed.report.complete) == (1, True)
    assert reviewed.change().classes[0].annotations == 3
    # It permits nothing.
    stack.up(ok=False, PICTOGRAPH_REVIEW="1")
    assert labels.count("road-signs") == {"merge": 3}


@NATIVE
def test_a_secret_class_list_may_destroy_and_is_not_shown(
    stack: NativeStack, labels: Labels
) -> None:
    def declare(name: str) -> None:
        secret = {"fn::secret": {name: {"type": "bbox", "color": "#123456"}}}
        stack.resources({"road-signs": {"classes": secret}})

    declare("hush")
    stack.up()
    labels.add("road-signs", {"hush": 2})
    declare("other")
    done = run(stack, "--format", "json")
    reviewed = Reviewed(done.status, Report.model_validate_json(done.output))
    assert (reviewed.status, reviewed.verdicts) == (1, {"road-signs": "unknown"})
    assert reviewed.report.complete
    assert "hush" not in done.output


@NATIVE
def test_the_rules_of_an_explicit_provider_hold_for_its_projects(
    stack: NativeStack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    def declare(*classes: dict[str, Any]) -> None:
        settings = {
            "apiKey": {"fn::secret": pictograph_emulator.key},
            "baseUrl": pictograph_emulator.url,
            "classRemoval": "report",
        }
        resources: dict[str, Any] = {
            "prod": {"type": "pulumi:providers:pictograph", "properties": settings},
            "mine": {
                "type": "pictograph:Project",
                "properties": properties({"classes": [*classes]}),
                "options": {"provider": "${prod}"},
            },
        }
        stack.program(json.dumps({"resources": resources}))

    declare(STOP, MERGE)
    stack.up()
    labels.add("mine", {"merge": 2})
    declare(STOP)
    reviewed = review(stack)
    assert reviewed.change("mine").verdict == "permitted"
    assert reviewed.change("mine").reason == "classRemoval is report: nothing is refused"


@NATIVE
def test_a_project_that_is_imported_is_assessed_once(stack: NativeStack, labels: Labels) -> None:
    live = stack.client.projects.create("road-signs", classes=[STOP])
    given = properties({"classes": [STOP]})
    stack.resources({"road-signs": given}, road_signs={"import": live.id})
    change = review(stack).change()
    assert (change.action, change.verdict, change.project_id) == ("adopt", "harmless", live.id)

    stack.client.projects.update("road-signs", classes=[STOP, MERGE], classes_base=[STOP])
    labels.add("road-signs", {"merge": 2})
    reviewed = review(stack)
    assert reviewed.status in (1, 2)
    assert reviewed.change().verdict != "harmless" or not reviewed.report.complete
    stack.up(ok=False)
    assert labels.count("road-signs") == {"merge": 2}


def test_a_move_to_the_plugin_is_assessed(stack: Stack, labels: Labels) -> None:
    stack.provision(classes=[STOP, MERGE])
    labels.add("road-signs", {"merge": 3})
    native = NativeStack(stack.engine, stack.root, stack.client, {**stack.env})
    native.arrange()
    native.prepare()
    native.declare(classes=[STOP, MERGE])
    assert review(native).status == 0
    native.declare(classes=[STOP])
    reviewed = review(native)
    assert reviewed.status == 1
    (loss,) = reviewed.change().classes
    assert (loss.name, loss.annotations, loss.ruling) == ("merge", 3, "refused")
