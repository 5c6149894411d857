"""Taking over a project with Pulumi's own means, which a dynamic provider does not have."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.engine.native import NativeStack
from tests.engine.reviewing import review

pytestmark = pytest.mark.parametrize("shell", ["native"], indirect=True)

CLASSES: list[dict[str, Any]] = [
    {"name": "stop_sign", "type": "bbox", "color": "#ff0000"},
    {
        "name": "give way",
        "type": "polygon",
        "color": "#ffff00",
        "attributes": [{"name": "worn", "type": "checkbox"}],
    },
    {
        "name": "arm",
        "type": "keypoint",
        "color": "#00ff00",
        "skeleton": {
            "nodes": [{"name": "a", "x": 0.1, "y": 0.2}, {"name": "b"}],
            "edges": [[0, 1]],
        },
    },
]


@pytest.mark.parametrize("by", ["id", "name"])
def test_an_imported_projects_code_is_unchanged_at_the_next_preview(
    stack: NativeStack, by: str
) -> None:
    live = stack.client.projects.create(
        "road signs", "Signs", annotation_types=["bbox", "polygon", "keypoint"], classes=CLASSES
    )
    id_ = live.id if by == "id" else live.name
    code = stack.folder / "imported.yaml"
    arguments = ("pictograph:index:Project", "signs", id_, "--yes", "--protect=false")
    stack.pulumi("import", *arguments, "--out", str(code)).expect()
    assert stack.resource("signs")["id"] == live.id
    # The service stores another word for it, which no program and no page uses.
    assert "type: bbox" in code.read_text()
    assert "type: box" not in code.read_text()
    stack.program(code.read_text())
    stack.preview("--expect-no-changes")
    stack.up()
    assert stack.client.projects.get("road signs") == live


def test_the_import_option_takes_over_a_project_as_it_is(stack: NativeStack) -> None:
    live = stack.client.projects.create("road-signs", classes=CLASSES[:1])
    given = {"classes": {"stop_sign": {"type": "bbox", "color": "red"}}}
    stack.resources({"signs": {"name": "road-signs", **given}}, signs={"import": live.id})
    assert "1 to import" in stack.preview()
    stack.up()
    assert stack.resource("signs")["id"] == live.id
    stack.resources({"signs": {"name": "road-signs", **given}})
    stack.preview("--expect-no-changes")


def test_an_archived_project_is_not_imported_as_a_live_one(stack: NativeStack) -> None:
    live = stack.client.projects.create("signs", classes=CLASSES[:1])
    stack.client.projects.archive("signs")
    given = ["import", "pictograph:index:Project", "signs", "signs", "--yes", "--protect=false"]
    said = stack.pulumi(*given).expect().output
    assert "rchived" not in said.partition("Please copy")[2]
    classes = {"stop_sign": {"type": "box", "color": "#ff0000"}}
    stack.resources({"signs": {"annotationTypes": ["bbox"], "classes": classes}})
    assert f"signs ({live.id}) is archived" in stack.preview(ok=False)
    # As it says.
    stack.client.projects.unarchive(id=live.id)
    stack.up()
    stack.preview("--expect-no-changes")


def test_a_project_that_is_not_there_is_not_imported(stack: NativeStack) -> None:
    run = stack.pulumi("import", "pictograph:index:Project", "signs", "no such", "--yes")
    said = run.expect(ok=False).output
    assert 'there is no project "no such"' in said
    assert "rpc error" not in said


def test_a_project_is_looked_at_and_not_managed(stack: NativeStack) -> None:
    stack.client.projects.create("road-signs", classes=CLASSES[:1])
    program = {
        "resources": {"seen": {"type": "pictograph:Project", "get": {"id": "road-signs"}}},
        "outputs": {"classes": "${seen.classes}"},
    }
    stack.program(json.dumps(program))
    stack.up()
    said = stack.pulumi("stack", "output", "classes").expect().output
    assert json.loads(said) == {"stop_sign": {"type": "bbox", "color": "#ff0000"}}
    stack.destroy()
    assert stack.client.projects.get("road-signs")


def test_functions_look_at_projects_and_count(stack: NativeStack) -> None:
    stack.client.projects.create("road-signs", classes=CLASSES[:1])
    stack.client.projects.create("road-works")
    stack.client.projects.create("cracks")
    program: dict[str, Any] = {
        "variables": {
            "one": {
                "fn::invoke": {"function": "pictograph:getProject", "arguments": {"name": "cracks"}}
            },
            "some": {
                "fn::invoke": {
                    "function": "pictograph:getProjects",
                    "arguments": {"namePattern": "road-*"},
                }
            },
        },
        "outputs": {
            "images": "${one.imageCount}",
            "first": "${some.projects[0].name}",
            "second": "${some.projects[1].name}",
            "count": '${some.projects[0].classes["stop_sign"].annotationCount}',
            "type": '${some.projects[0].classes["stop_sign"].type}',
        },
    }
    stack.program(json.dumps(program))
    stack.up()
    said = json.loads(stack.pulumi("stack", "output", "--json").expect().output)
    names = {"first": "road-signs", "second": "road-works"}
    assert said == {"images": 0, **names, "count": 0, "type": "bbox"}
    program["variables"]["one"]["fn::invoke"]["arguments"] = {"name": "missing"}
    stack.program(json.dumps(program))
    assert 'no project of the key\'s organization is called "missing"' in stack.preview(ok=False)


def test_a_project_whose_import_was_refused_is_kept_when_it_is_given_up(stack: NativeStack) -> None:
    # An empty one, which the default policy would delete.
    live = stack.client.projects.create("signs", classes=CLASSES[:2])
    given = {"classes": {"stop_sign": {"type": "bbox", "color": "red"}}}
    stack.resources({"signs": given}, signs={"import": live.id})
    # Not the program's own, so it does not go without its name, though no annotation uses it.
    assert "added elsewhere, not by this program" in stack.preview(ok=False)
    assert review(stack).change("signs").verdict == "refused"
    assert "Pulumi records an import anyway" in stack.up(ok=False)
    # Refused, and recorded by the engine all the same.
    assert stack.resource("signs")["id"] == live.id
    stack.refresh()
    stack.declare_nothing()
    deletion = review(stack).change("signs").deletion
    assert deletion is not None
    assert deletion.fate == "kept"
    assert "kept with all that it holds, not deleted, since it was imported" in stack.up()
    assert stack.client.projects.get("signs") == live
    stack.preview("--expect-no-changes")


def test_what_was_imported_and_declared_is_deleted_as_it_says(stack: NativeStack) -> None:
    live = stack.client.projects.create("signs", classes=CLASSES[:1])
    arguments = ["pictograph:index:Project", "signs", live.id, "--yes", "--protect=false"]
    stack.pulumi("import", *arguments).expect()
    given = {"stop_sign": {"type": "bbox", "color": "#ff0000"}}
    stack.resources({"signs": {"annotationTypes": ["bbox"], "classes": given}})
    stack.preview("--expect-no-changes")
    stack.up()
    assert "signs: deleted. It held no images" in stack.destroy()
    assert stack.client.projects.list() == []
