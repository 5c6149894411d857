"""Which project is whose, for the native plugin: the core rows of the table, from YAML."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.emulator.server import Emulator
from tests.engine.identity.families import POLICIES, Family, entries_of, urn
from tests.engine.labels import Labels
from tests.engine.native import NativeStack, properties

pytestmark = pytest.mark.parametrize("shell", ["native"], indirect=True)

STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}
CAR = {"name": "car", "type": "bbox", "color": "#00ff00"}


def signs(**arguments: Any) -> dict[str, Any]:
    """A project called signs, or as the arguments say."""
    return properties({"name": "signs", "classes": [STOP], **arguments})


@dataclass
class NativeFamily(Family):
    """The same three projects, declared in YAML."""

    stack: NativeStack

    def declare_each(
        self,
        resource: str = "{p}",
        options: dict[str, dict[str, Any]] | None = None,
        **arguments: Any,
    ) -> None:
        """Make the program one resource of this name for each policy; `{p}` stands for it.

        Args:
            options: of the resources, by policy.
        """
        named = {policy: resource.replace("{p}", policy) for policy in POLICIES}
        self.stack.resources(
            {
                named[policy]: signs(name=policy, on_delete=policy, **arguments)
                for policy in POLICIES
            },
            **{named[policy].replace("-", "_"): given for policy, given in (options or {}).items()},
        )

    def label_each(self) -> None:
        for policy in POLICIES:
            self.labels.add(policy, {"stop": 3})

    def urn(self, resource: str) -> str:
        return urn(resource, type_=self.stack.type)


@pytest.fixture
def family(stack: NativeStack, labels: Labels) -> NativeFamily:
    """Not provisioned yet."""
    return NativeFamily(stack, labels)


def test_a_renamed_resource_is_refused_and_each_way_out_keeps_all(family: NativeFamily) -> None:
    stack = family.stack
    family.declare_each()
    stack.up()
    family.label_each()

    family.declare_each("new-{p}")
    said = stack.preview(ok=False)
    assert "exists already (1 image, created" in said
    # Of which of the three first, is the engine's to say.
    assert re.search(
        r"(?s)options: \{aliases: \[OLD URN\]\}.*adopt: true"
        r".*name: (delete-if-empty|archive|delete)-2",
        said,
    )
    stack.up("--continue-on-error", ok=False)
    family.hold()

    # As it says.
    old = {policy: {"aliases": [family.urn(policy)]} for policy in POLICIES}
    family.declare_each("new-{p}", old)
    assert "to delete" not in stack.preview()
    stack.up()
    family.is_settled()

    # And back again, the other way: taken over, while the old entries go.
    family.declare_each(adopt=True)
    assert "takes over project" in stack.preview()
    said = stack.up("--refresh")
    for policy in POLICIES:
        assert f"{policy}: kept with all that it holds, not deleted, since" in said
    family.is_settled()


def test_a_replacement_keeps_what_is_untouched_and_is_refused_where_it_is_not(
    family: NativeFamily,
) -> None:
    stack = family.stack
    # One of them deletes first, the others create first.
    options = {"delete": {"deleteBeforeReplace": True}}
    family.declare_each(options=options)
    stack.up()
    ids = {project.name: project.id for project in stack.client.projects.list()}
    replace = [word for policy in POLICIES for word in ("--replace", family.urn(policy))]
    assert "kept with all that it holds" in stack.up(*replace)
    assert {project.name: project.id for project in stack.client.projects.list()} == ids

    family.label_each()
    assert "pulumi up without --replace" in stack.preview(*replace, ok=False)
    stack.up(*replace, "--continue-on-error", ok=False)
    stack.up()
    family.is_settled()


def test_one_project_has_one_resource(stack: NativeStack, labels: Labels) -> None:
    stack.client.projects.create("signs", classes=[STOP])
    labels.add("signs", {"stop": 3})
    take = signs(adopt=True, on_delete="delete")
    stack.resources({"a": take, "b": take})
    said = stack.preview(ok=False)
    assert "resources a and b" in said or "resources b and a" in said
    stack.up("--continue-on-error", ok=False)
    assert len(entries_of(stack)) <= 1
    stack.resources({"b": take})
    stack.up()
    assert [entry["urn"] for entry in entries_of(stack)] == [urn("b", type_=stack.type)]

    # A copy of the resource, once it is there.
    for copy in (signs(), take):
        stack.resources({"b": take, "c": copy}, c={"dependsOn": ["${b}"]})
        assert "belongs to resource b of this program" in stack.preview(ok=False)
        stack.up(ok=False)
        assert [entry["urn"] for entry in entries_of(stack)] == [urn("b", type_=stack.type)]
    stack.resources({"b": take})
    stack.preview("--expect-no-changes")
    assert labels.count("signs") == {"stop": 3}


def test_an_archived_project_is_not_taken_for_a_new_one(stack: NativeStack, labels: Labels) -> None:
    stack.provision("signs", classes=[STOP], on_delete="archive")
    labels.add("signs", {"stop": 3})
    stack.declare_nothing()
    stack.up()
    stack.declare("signs", classes=[STOP], on_delete="archive")
    said = stack.preview(ok=False)
    assert "it is archived (1 image" in said
    assert "write adopt: true" in said
    stack.up(ok=False)
    # As it says.
    stack.client.projects.unarchive("signs")
    stack.declare("signs", classes=[STOP], on_delete="archive", adopt=True)
    stack.up()
    assert labels.count("signs") == {"stop": 3}
    stack.preview("--expect-no-changes")


def test_another_project_of_the_old_name_is_not_counted_for_it(
    stack: NativeStack, labels: Labels
) -> None:
    stack.provision("signs", classes=[STOP, CAR])
    labels.add("signs", {"car": 8})
    stack.client.projects.update("signs", new_name="renamed")
    stack.client.projects.create("signs", classes=[STOP, CAR])
    stack.declare("signs", classes=[STOP], allow_class_removal=["car"])
    assert "signs is not the project that resource signs manages" in stack.preview(ok=False)
    stack.up(ok=False)
    assert labels.count("renamed") == {"car": 8}
    # As it says; then the name in the program is the live one's.
    stack.refresh()
    said = stack.preview(ok=False)
    assert "renamed cannot be renamed to signs: that name is taken" in said
    stack.declare("signs", name="renamed", classes=[STOP, CAR])
    stack.up()
    assert labels.count("renamed") == {"car": 8}
    stack.preview("--expect-no-changes")


def test_a_provider_of_another_organization_is_refused_at_preview(
    stack: NativeStack, labels: Labels, pictograph_emulator: Emulator
) -> None:
    control = pictograph_emulator.control
    url, key = pictograph_emulator.url, pictograph_emulator.key
    other_key = control.create_key(control.create_organization("Other"))

    def declare(key: str, *classes: dict[str, Any]) -> None:
        given = signs(classes=[*classes], allow_class_removal=["car"], on_delete="delete")
        project = {"type": "pictograph:Project", "properties": given}
        provider = {
            "type": "pulumi:providers:pictograph",
            "properties": {"apiKey": key, "baseUrl": url},
        }
        resources = {"prod": provider, "signs": project | {"options": {"provider": "${prod}"}}}
        stack.program(json.dumps({"resources": resources}))

    declare(key, STOP, CAR)
    stack.up()
    labels.add("signs", {"car": 8})
    with Client(other_key, url) as other:
        other.projects.create("signs", classes=[STOP, CAR])
    declare(other_key, STOP)
    assert "belongs to organization" in stack.preview(ok=False)
    stack.up(ok=False)
    assert labels.count("signs") == {"car": 8}
    declare(key, STOP, CAR)
    stack.up()
    stack.preview("--expect-no-changes")


def test_a_project_that_a_function_looks_at_is_not_deleted(family: NativeFamily) -> None:
    stack = family.stack
    family.declare_each()
    stack.up()
    family.label_each()
    look = {
        policy: {"fn::invoke": {"function": "pictograph:getProject", "arguments": {"name": policy}}}
        for policy in POLICIES
    }
    stack.program(json.dumps({"variables": look}))
    said = stack.up()
    for policy in POLICIES:
        kept = f"{policy}: kept with all that it holds, not deleted, since this program looks at it"
        assert f"{kept} with getProject" in said
    family.hold()
    assert entries_of(stack) == []


def test_a_destroy_by_the_program_destroys_what_a_function_looks_at(stack: NativeStack) -> None:
    stack.provision("signs", classes=[STOP])
    look = {"fn::invoke": {"function": "pictograph:getProject", "arguments": {"name": "signs"}}}
    resources = {"signs": {"type": "pictograph:Project", "properties": signs()}}
    stack.program(json.dumps({"resources": resources, "variables": {"look": look}}))
    stack.destroy("--run-program")
    assert stack.client.projects.list() == []
