"""What is read of the engine's JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pictograph_provider.plan import UNKNOWN
from pictograph_provider.review.preview import (
    PLUGIN_PROJECT,
    PROJECT,
    SECRET_TEXT,
    UNKNOWN_TEXT,
    PreviewError,
    Step,
    read_preview,
)
from pictograph_provider.spelling import CAMEL_CASE, YAML
from pictograph_provider.state.recorded import recorded

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


SCHEMA_INPUTS: dict[str, Any] = {
    "name": "signs",
    "annotationTypes": ["box"],
    "classes": {"b": {"type": "bbox"}, "a": {"type": "bbox", "color": "red"}},
    "onDelete": "archive",
    "allowClassRemoval": {"c": 3},
    "adopt": False,
}
SCHEMA_OUTPUTS = {
    "projectId": "7",
    "organizationId": "8",
    "createdAt": "2025-01-01T00:00:00+00:00",
    "name": "signs",
    "annotationTypes": ["bbox"],
    "classes": {"b": {"type": "bbox", "color": "#00ff00"}, "d": {"type": "bbox"}},
    "classOrder": ["d", "b"],
}


def of_plugin(inputs: dict[str, Any], outputs: dict[str, Any], folder: Path | None = None) -> Step:
    """The step of a preview in which the program has not changed."""
    old = {"inputs": inputs, "outputs": outputs}
    row = {"op": "same", "urn": PLUGIN, "oldState": old, "newState": {"inputs": inputs}}
    (step,) = read_preview(preview(row), folder).steps
    return step


def test_a_project_of_the_plugin_is_read_as_one_of_python() -> None:
    step = of_plugin(SCHEMA_INPUTS, SCHEMA_OUTPUTS)
    assert step.resource == "native-signs"
    assert step.old == step.new
    assert step.new["classes"] == {"a (bbox)": "red", "b (bbox)": "any color"}
    assert step.new["allow_class_removal"] == {"c": 3}
    assert "adopt" not in step.new
    before = recorded(step.outputs)
    assert [cls.name for cls in before.live] == ["d", "b"]
    assert before.labels == {"b (bbox)"}
    assert (before.id, before.organization_id, before.on_delete) == ("7", "8", "archive")


def test_what_is_secret_in_a_project_of_the_plugin_stays_unknown() -> None:
    hidden = {"a": {"type": "bbox", "color": SECRET_TEXT}}
    step = of_plugin({"classes": SECRET_TEXT}, {**SCHEMA_OUTPUTS, "classes": hidden})
    assert step.new["classes"] is UNKNOWN
    assert step.outputs["classes"] is UNKNOWN
    assert step.outputs["name"] == "signs"


def test_it_is_spelt_as_the_program_that_is_at_hand(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: signs\nruntime: yaml\n")
    assert of_plugin(SCHEMA_INPUTS, SCHEMA_OUTPUTS, tmp_path).spelling is YAML
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "Pulumi.yaml").write_text("name: other\nruntime: yaml\n")
    assert of_plugin(SCHEMA_INPUTS, SCHEMA_OUTPUTS, tmp_path / "other").spelling is CAMEL_CASE
    assert of_plugin(SCHEMA_INPUTS, SCHEMA_OUTPUTS).spelling is CAMEL_CASE


def test_only_providers_with_settings_of_their_own_are_told() -> None:
    rows = [
        {"op": "same", "urn": f"urn:pulumi:dev::signs::pulumi:providers:pictograph::{name}",
         "newState": {"inputs": {"classRemoval": "report", "apiKey": SECRET_TEXT}}}
        for name in ("default_0_1_0", "prod")
    ]  # fmt: skip
    found = read_preview(preview(*rows)).providers
    assert [urn.rpartition("::")[2] for urn in found] == ["prod"]
    assert [*found.values()] == [
        {"pictograph:classRemoval": "report", "pictograph:apiKey": UNKNOWN}
    ]


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
