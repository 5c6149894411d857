"""A resource is renamed, moved, replaced or only looked at: its project stays what it is.

The engine creates the resource again and deletes its old entry afterwards, which holds the same
project.
"""

from __future__ import annotations

import pytest

from tests.engine.identity.families import POLICIES, STOP, Family, entries_of, urn
from tests.engine.labels import Labels
from tests.engine.stack import Stack

OLD = 'Project("{p}", classes=[STOP], on_delete="{p}")'
COMPONENT = 'env = Env("env")\n'
MOVED = 'Project("{p}", classes=[STOP], on_delete="{p}", opts=ResourceOptions(parent=env%s))'
RENAMED = 'Project("new-{p}", name="{p}", classes=[STOP], on_delete="{p}"%s)'

CASES = {
    "moved under a component": (
        MOVED % "",
        MOVED % ", aliases=[Alias(parent=ROOT_STACK_RESOURCE)]",
        (MOVED % "").replace('on_delete="{p}"', 'on_delete="{p}", adopt=True'),
    ),
    "renamed": (
        RENAMED % "",
        RENAMED % ', opts=ResourceOptions(aliases=[Alias(name="{p}")])',
        RENAMED % ", adopt=True",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_without_a_word_it_is_refused_and_each_way_out_keeps_all(family: Family, case: str) -> None:
    bare, alias, adopt = CASES[case]
    stack = family.stack
    family.provision()

    family.program(bare, COMPONENT)
    said = stack.preview(ok=False)
    assert "exists already (1 image, created" in said
    assert said.index("aliases=[Alias(") < said.index("adopt=True") < said.index("create another")
    stack.up("--continue-on-error", ok=False)
    family.hold()

    family.program(alias, COMPONENT)
    stack.preview()
    stack.up()
    family.is_settled()

    # And back again, the other way: taken over, while the old entries go.
    family.program(OLD.replace('on_delete="{p}"', 'on_delete="{p}", adopt=True'))
    assert "takes over project" in stack.preview()
    said = stack.up("--refresh")
    for policy in POLICIES:
        assert f"{policy}: kept with all that it holds, not deleted, since" in said
    family.is_settled()

    family.program(adopt, COMPONENT)
    stack.up()
    family.is_settled()


@pytest.mark.parametrize("first", [False, True], ids=["create first", "delete first"])
def test_a_replacement_is_refused_and_the_next_up_is_as_before(family: Family, first: bool) -> None:
    stack = family.stack
    opts = ", opts=ResourceOptions(delete_before_replace=True)" if first else ""
    family.provision(OLD[:-1] + opts + ")")
    urns = [word for policy in POLICIES for word in ("--replace", urn(policy))]
    assert "pulumi up without --replace" in stack.preview(*urns, ok=False)
    stack.up(*urns, "--continue-on-error", ok=False)
    stack.pulumi("state", "taint", urn("delete"), "--yes").expect()
    assert "pulumi state untaint" in stack.up(ok=False)
    stack.pulumi("state", "untaint", urn("delete"), "--yes").expect()
    stack.up()
    family.is_settled()


@pytest.mark.parametrize("first", [False, True], ids=["create first", "delete first"])
def test_a_replacement_of_what_nobody_has_touched_yet_changes_nothing(
    family: Family, first: bool
) -> None:
    stack = family.stack
    opts = ", opts=ResourceOptions(delete_before_replace=True)" if first else ""
    family.program(OLD[:-1] + opts + ")")
    stack.up()
    ids = {project.name: project.id for project in stack.client.projects.list()}
    said = stack.up("--replace", urn("delete"), "--replace", urn("archive"))
    assert "kept with all that it holds" in said
    assert {project.name: project.id for project in stack.client.projects.list()} == ids
    for policy in POLICIES:
        family.labels.add(policy, {"stop": 3})
    family.is_settled()


@pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)
def test_a_replacement_under_a_new_name_says_whose_the_old_project_is_now(
    stack: Stack, labels: Labels
) -> None:
    given = {"name": "signs", "classes": [STOP], "on_delete": "delete"}
    stack.declare_all({"a": given})
    stack.up()
    labels.add("signs", {"stop": 3})
    stack.declare_all({"a": {**given, "name": "lights"}})
    said = stack.up("--replace", urn("a", type_=stack.type))
    assert "kept with all that it holds, not deleted, but no resource has it now: a was" in said
    # As it says.
    stack.declare_all({"a": {**given, "name": "lights"}, "b": {**given, "adopt": True}})
    stack.up()
    assert labels.count("signs") == {"stop": 3}
    assert len({entry["id"] for entry in entries_of(stack)}) == 2
    stack.preview("--expect-no-changes")
    # Where the delete comes first, the replacement goes on with the project.
    stack.declare_all(
        {"a": {**given, "name": "lights"}, "b": {**given, "name": "lamps", "adopt": True}},
        b={"delete_before_replace": True},
    )
    stack.up("--replace", urn("b", type_=stack.type))
    assert labels.count("lamps") == {"stop": 3}
    stack.preview("--expect-no-changes")


@pytest.mark.parametrize("by", ["name", "id"])
def test_a_project_that_is_only_looked_at_from_now_on_is_kept(family: Family, by: str) -> None:
    stack = family.stack
    family.provision()
    ids = {policy: stack.client.projects.get(policy).id for policy in POLICIES}
    given = ids if by == "id" else {policy: policy for policy in POLICIES}
    family.program('Project.get("{p}", GIVEN["{p}"])', f"GIVEN = {given}\n")
    stack.preview()
    stack.up()
    family.hold()
    assert [entry for entry in entries_of(stack) if not entry.get("external")] == []
    stack.preview("--expect-no-changes")

    # And managed again: refused at first, and taken over as the message says.
    family.program(OLD)
    assert "adopt=True" in stack.preview(ok=False)
    family.program(OLD[:-1] + ", adopt=True)")
    stack.up()
    family.is_settled()


def test_a_part_of_the_program_at_a_time_loses_nothing(family: Family) -> None:
    stack = family.stack
    family.provision()
    family.program(RENAMED % ", adopt=True")
    for policy in POLICIES:
        stack.up("--target", urn(f"new-{policy}"))
    family.hold()
    # The old entries hold the projects as well, until they are gone.
    for policy in POLICIES:
        assert "kept with all that it holds" in stack.up("--target", urn(policy))
    family.is_settled()


def test_entries_that_are_given_up_are_not_deleted_either(family: Family) -> None:
    stack = family.stack
    keep = ", opts=ResourceOptions(retain_on_delete=True)"
    family.provision(OLD[:-1] + keep + ")")
    family.program((RENAMED % ", adopt=True")[:-1] + keep + ")")
    stack.up()
    family.is_settled()


def test_an_explicit_provider_keeps_what_another_one_holds(family: Family) -> None:
    stack = family.stack
    family.provision()
    provider = f'prod = Provider("prod", api_key="{stack.key}", base_url="{stack.url}")\n'
    opts = ", adopt=True, opts=ResourceOptions(provider=prod)"
    family.program(RENAMED % opts, provider)
    said = stack.up()
    for policy in POLICIES:
        assert f"{policy}: kept with all that it holds, not deleted, since resource new-" in said
    family.is_settled()


def test_a_destroy_that_runs_the_program_destroys(family: Family) -> None:
    stack = family.stack
    family.program(OLD)
    stack.up()
    stack.destroy("--run-program")
    names = [project.name for project in stack.client.projects.list()]
    assert names == []
    assert stack.client.projects.get("archive").is_archived
