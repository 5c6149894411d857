"""One project, one owner: within a program, and between two people with one key."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pictograph_provider.emulator.server import Emulator
from tests.engine.conftest import select
from tests.engine.identity.families import HEAD, POLICIES, STOP, Family, entries_of, urn
from tests.engine.labels import Labels
from tests.engine.stack import Stack
from tests.engine.vault import Vault


def programmed(stack: Stack, *lines: str) -> None:
    stack.program("\n".join([HEAD.format(stop=STOP), *lines]))


def test_two_resources_cannot_take_over_one_project(stack: Stack, labels: Labels) -> None:
    stack.client.projects.create("signs", classes=[STOP])
    labels.add("signs", {"stop": 3})
    take = 'Project("{}", name="signs", classes=[STOP], adopt=True, on_delete="delete")'
    programmed(stack, take.format("a"), take.format("b"))
    said = stack.preview(ok=False)
    assert "resources a and b both" in said or "resources b and a both" in said
    stack.up("--continue-on-error", ok=False)
    assert len(entries_of(stack)) <= 1
    programmed(stack, take.format("b"))
    stack.up()
    assert labels.count("signs") == {"stop": 3}
    stack.preview("--expect-no-changes")
    assert len(entries_of(stack)) == 1


def test_two_new_resources_cannot_have_one_name(stack: Stack) -> None:
    programmed(stack, 'Project("a", name="signs")', 'Project("b", name="signs")')
    assert "both declare a project called signs" in stack.preview(ok=False)
    programmed(stack, 'Project("a", name="signs")', 'Project("b", name="signs-2")')
    stack.up()
    stack.preview("--expect-no-changes")


def test_a_copy_of_a_resource_is_told_whose_the_project_is(stack: Stack, labels: Labels) -> None:
    programmed(stack, 'a = Project("a", name="signs", classes=[STOP])')
    stack.up()
    labels.add("signs", {"stop": 3})
    for adopt in ("", ", adopt=True"):
        programmed(
            stack,
            'a = Project("a", name="signs", classes=[STOP])',
            f'Project("b", name="signs", classes=[STOP]{adopt}, '
            "opts=ResourceOptions(depends_on=[a]))",
        )
        assert "belongs to resource a of this program" in stack.preview(ok=False)
        stack.up(ok=False)
        assert [entry["urn"] for entry in entries_of(stack)] == [urn("a")]
    programmed(stack, 'Project("a", name="signs", classes=[STOP])')
    stack.preview("--expect-no-changes")


def test_the_old_name_of_a_renamed_project_is_not_its_project(stack: Stack, labels: Labels) -> None:
    programmed(stack, 'Project("a", name="old", classes=[STOP], on_delete="delete")')
    stack.up()
    labels.add("old", {"stop": 3})
    renamed = 'a = Project("a", name="new", classes=[STOP], on_delete="delete")'
    take = 'Project("b", name="old", classes=[STOP], adopt=True{})'
    programmed(stack, renamed, take.format(""))
    said = stack.preview(ok=False)
    assert "a and b" in said or "b and a" in said or "belongs to resource" in said
    # In its order, the name is free by then, and a project of its own is made.
    programmed(stack, renamed, take.format(", opts=ResourceOptions(depends_on=[a])"))
    stack.up()
    assert labels.count("new") == {"stop": 3}
    assert stack.client.projects.get("old").image_count == 0
    stack.preview("--expect-no-changes")


def test_entries_of_one_project_that_are_there_already_are_set_right(family: Family) -> None:
    # As a state that was edited by hand may have it.
    stack = family.stack
    family.provision()
    twin = 'Project("{p}", classes=[STOP], on_delete="{p}")\n'
    twin += 'Project("new-{p}", name="{p}", classes=[STOP], on_delete="{p}")'
    document = stack.exported()
    resources = document["deployment"]["resources"]
    for entry in [entry for entry in resources if entry.get("id") and "Project" in entry["type"]]:
        name = entry["urn"].rsplit("::", 1)[1]
        inputs = {**entry["inputs"], "origin": entry["inputs"]["origin"] + "-twin"}
        outputs = {**entry["outputs"], "origin": entry["inputs"]["origin"] + "-twin"}
        copy = {**entry, "urn": urn(f"new-{name}"), "inputs": inputs, "outputs": outputs}
        resources.append(copy)
    file = stack.root / "twins.json"
    file.write_text(json.dumps(document))
    stack.pulumi("stack", "import", "--file", str(file)).expect()
    family.program(twin)
    assert "both hold project" in stack.preview(ok=False)
    stack.up("--continue-on-error", ok=False)
    family.hold()
    family.program('Project("{p}", classes=[STOP], on_delete="{p}")')
    said = stack.up()
    for policy in POLICIES:
        assert f"{policy}: kept with all that it holds" in said
    family.is_settled()


def test_a_colleague_with_the_same_program_gets_no_project_of_somebody_else(
    stack: Stack, labels: Labels, tmp_path: Path, vault: Vault | None
) -> None:
    # Each has a backend of their own; the key and the program are the same.
    root = tmp_path / "colleague"
    shutil.copytree(stack.root, root)
    python = Path(stack.env["PULUMI_PYTHON_CMD"])
    other = Stack.at(stack.engine, root, stack.url, stack.key, python, vault)
    select(other)
    for each in (stack, other):
        each.declare("signs", classes=[STOP])
    stack.up()
    said = other.preview()
    assert "exists since" in said
    labels.add("signs", {"stop": 3})
    assert "a project called signs exists already (1 image" in other.preview(ok=False)
    other.up(ok=False)
    assert entries_of(other) == []
    assert labels.count("signs") == {"stop": 3}
    stack.preview("--expect-no-changes")


def test_two_providers_cannot_make_one_name_in_one_organization(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    control, url = pictograph_emulator.control, pictograph_emulator.url
    elsewhere = control.create_key(control.create_organization("Other"))
    keys = {"one": pictograph_emulator.key, "two": pictograph_emulator.key, "far": elsewhere}
    providers = [
        f'{name} = Provider("{name}", api_key="{key}", base_url="{url}")'
        for name, key in keys.items()
    ]
    project = 'Project("{0}", name="signs", classes=[STOP], opts=ResourceOptions(provider={0}){1})'
    adopt = ", adopt=True"
    for first, second in (("", ""), (adopt, adopt)):
        twins = [project.format("one", first), project.format("two", second)]
        programmed(stack, *providers, *twins)
        assert "both declare a project called signs" in stack.preview(ok=False)
    # Of another organization, it is another project.
    programmed(stack, *providers, project.format("one", ""), project.format("far", ""))
    stack.preview()
