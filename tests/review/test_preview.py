"""What is read of the engine's JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pictograph_provider.plan import UNKNOWN
from pictograph_provider.review.build import review
from pictograph_provider.review.preview import (
    PLUGIN_PROJECT,
    PROJECT,
    SECRET_TEXT,
    UNKNOWN_TEXT,
    PreviewError,
    read_preview,
)

URN = f"urn:pulumi:dev::signs::{PROJECT}::road-signs"


def preview(*steps: dict[str, Any], **fields: Any) -> str:
    return json.dumps({"steps": steps, "changeSummary": {}, **fields})


def test_values_that_are_not_told_are_unknown_at_any_depth() -> None:
    inputs = {"name": UNKNOWN_TEXT, "classes": {"a (bbox)": {"color": [SECRET_TEXT]}}}
    (step,) = read_preview(
        preview({"op": "create", "urn": URN, "newState": {"inputs": inputs}})
    ).steps
    assert step.new == {"name": UNKNOWN, "classes": {"a (bbox)": {"color": [UNKNOWN]}}}


def test_a_project_inside_a_component_is_a_project() -> None:
    urn = f"urn:pulumi:dev::signs::pictograph:index:Catalog${PROJECT}::a::b"
    (step,) = read_preview(preview({"op": "create", "urn": urn})).steps
    assert step.resource == "a::b"


def test_other_resources_are_left_out() -> None:
    other = {"op": "delete", "urn": "urn:pulumi:dev::signs::aws:s3:Bucket::b"}
    found = read_preview(preview(other))
    assert found.steps == ()
    assert (found.program, found.stack) == ("signs", "dev")


PLUGIN = f"urn:pulumi:dev::signs::my:index:Env${PLUGIN_PROJECT}::native-signs"


@pytest.mark.parametrize(
    "found",
    [
        {"steps": [{"op": "delete", "urn": PLUGIN}, {"op": "same", "urn": URN}]},
        {"steps": [], "diagnostics": [{"severity": "error", "message": "no", "urn": PLUGIN}]},
    ],
    ids=["a step", "refused"],
)
def test_a_project_of_the_plugin_is_not_left_out_in_silence(found: dict[str, Any]) -> None:
    read = read_preview(json.dumps({"changeSummary": {}, **found}))
    with pytest.raises(PreviewError, match=r"has 1 project of the plugin \(native-signs\)"):
        review(read, lambda: pytest.fail("asked the service"), lambda: None)


def test_one_that_the_plugin_only_looks_at_is_no_hindrance() -> None:
    assert read_preview(preview({"op": "read", "urn": PLUGIN})).of_plugin == ()


STACK = "urn:pulumi:dev::signs::pulumi:pulumi:Stack::signs-dev"


@pytest.mark.parametrize(
    ("stack", "projects", "command"),
    [
        ("same", ["same", "delete"], "up"),
        ("create", [], "up"),
        ("delete", ["delete"], "destroy"),
        (None, ["delete", "delete"], "destroy"),  # it failed before it came to the stack
        ("same", ["delete"], None),  # of some targets, or an up that deletes all there is
    ],
)
def test_a_destroy_is_told_from_an_up(
    stack: str | None, projects: list[str], command: str | None
) -> None:
    steps = [{"op": op, "urn": URN} for op in projects]
    steps += [{"op": stack, "urn": STACK}] if stack else []
    assert read_preview(preview(*steps)).command == command


def test_secret_configuration_is_left_out() -> None:
    config = {"pictograph:apiKey": SECRET_TEXT, "pictograph:baseUrl": "https://x"}
    assert read_preview(preview(config=config)).config == {"pictograph:baseUrl": "https://x"}


def test_only_errors_are_kept_of_what_was_said() -> None:
    said = [
        {"severity": "warning", "message": "warning: take care"},
        {"severity": "error", "message": "error: it broke\n", "urn": URN},
    ]
    assert read_preview(preview(diagnostics=said)).errors == ((URN, "it broke"),)


def test_a_preview_without_a_summary_is_one() -> None:
    document = {"steps": [{"op": "delete", "urn": URN}], "duration": 546166490}
    assert len(read_preview(json.dumps(document)).steps) == 1


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"steps": []}'])
def test_what_is_no_preview_is_refused(text: str) -> None:
    with pytest.raises(PreviewError):
        read_preview(text)
