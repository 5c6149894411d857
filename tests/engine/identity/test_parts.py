"""A run that does a part of the stack: what another entry of the state holds stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pictograph_provider.host.entries import DYNAMIC, Entries
from pictograph_provider.lifecycle.session import RefusedError
from tests.engine.identity.families import POLICIES, Family, entries_of, urn
from tests.engine.identity.test_native_identity import NativeFamily
from tests.engine.labels import Labels
from tests.engine.native import NativeStack
from tests.engine.stack import Stack

STOP: dict[str, Any] = {"name": "stop", "type": "bbox", "color": "#ff0000"}


class Renamed:
    """Three resources in place of three others, which only a target or a failure has not seen go.

    The program has them under new names, so the state holds each project twice.
    """

    def __init__(self, stack: Stack, labels: Labels) -> None:
        self.stack = stack
        self.family = (
            NativeFamily(stack, labels) if isinstance(stack, NativeStack) else Family(stack, labels)
        )

    def urn(self, resource: str) -> str:
        return urn(resource, type_=self.stack.type)

    def provision(self) -> None:
        if isinstance(self.family, NativeFamily):
            self.family.declare_each()
            self.stack.up()
            self.family.label_each()
        else:
            self.family.provision()

    def rename(self) -> None:
        if isinstance(self.family, NativeFamily):
            self.family.declare_each("new-{p}", adopt=True)
        else:
            self.family.program(
                'Project("new-{p}", name="{p}", classes=[STOP], on_delete="{p}", adopt=True)'
            )

    def targets(self, names: str, option: str = "--target") -> list[str]:
        return [word for p in POLICIES for word in (option, self.urn(names.replace("{p}", p)))]

    def is_twice(self) -> None:
        assert len(entries_of(self.stack)) == 2 * len(POLICIES)


@pytest.fixture
def renamed(stack: Stack, labels: Labels) -> Renamed:
    """Taken over with targets: each project has two entries."""
    found = Renamed(stack, labels)
    found.provision()
    found.rename()
    stack.up(*found.targets("new-{p}"))
    found.is_twice()
    return found


both = pytest.mark.parametrize("shell", ["dynamic", "native"], indirect=True)


@both
def test_a_destroy_of_the_old_entries_leaves_the_projects(renamed: Renamed) -> None:
    said = renamed.stack.destroy(*renamed.targets("{p}"))
    for policy in POLICIES:
        kept = f"{policy}: kept with all that it holds, not deleted, since resource new-{policy}"
        assert f"{kept} of this stack holds it too" in said
    renamed.family.is_settled()


def test_a_destroy_of_all_but_the_new_entries_leaves_the_projects(renamed: Renamed) -> None:
    renamed.stack.destroy(*renamed.targets("new-{p}", "--exclude"))
    renamed.family.is_settled()


@pytest.mark.parametrize("shell", ["native"], indirect=True)
def test_the_old_entries_first_stay_where_nobody_tells_what_a_target_leaves_out(
    stack: NativeStack, labels: Labels
) -> None:
    renamed = Renamed(stack, labels)
    renamed.provision()
    renamed.rename()
    said = stack.up(*renamed.targets("{p}"), ok=False)
    assert "what it leaves out may be what has the project now" in said
    renamed.family.hold()
    assert len(entries_of(stack)) == len(POLICIES)
    # As it says.
    stack.up()
    renamed.family.is_settled()
    stack.declare_nothing()
    one = ("--target", renamed.urn("new-delete"))
    assert "for the whole stack; or, if the project is to go" in stack.up(*one, ok=False)
    stack.destroy(*one)
    assert {each.name for each in stack.client.projects.list()} == {"archive", "delete-if-empty"}


@both
def test_an_up_of_the_old_entries_leaves_the_projects(renamed: Renamed) -> None:
    assert "kept with all that it holds" in renamed.stack.up(*renamed.targets("{p}"))
    renamed.family.is_settled()


@both
def test_a_destroy_of_the_whole_stack_leaves_what_a_protected_entry_holds(renamed: Renamed) -> None:
    # The engine refuses to delete the one, and deletes its twin all the same.
    stack = renamed.stack
    for policy in POLICIES:
        stack.pulumi("state", "protect", renamed.urn(f"new-{policy}"), "--yes").expect()
    said = stack.destroy(ok=False)
    for policy in ("archive", "delete"):
        assert f"since resource new-{policy} of this stack holds it too, and is protected" in said
    renamed.family.hold()


def test_a_destroy_of_both_entries_does_what_on_delete_says(renamed: Renamed) -> None:
    both = [word for p in POLICIES if p != "delete-if-empty" for word in (p, f"new-{p}")]
    targets = [word for name in both for word in ("--target", renamed.urn(name))]
    renamed.stack.destroy(*targets)
    assert [project.name for project in renamed.stack.client.projects.list()] == ["delete-if-empty"]
    assert renamed.stack.client.projects.get("archive").is_archived
    assert len(entries_of(renamed.stack)) == 2


def test_after_an_up_that_failed_half_way_a_destroy_of_the_old_entries_leaves_the_projects(
    family: Family,
) -> None:
    stack = family.stack
    family.provision()
    taken = 'Project("new-{p}", name="{p}", classes=[STOP], on_delete="{p}", adopt=True)'
    family.program(taken)
    program = stack.folder / stack.source
    program.write_text(program.read_text() + "\nraise SystemExit(1)\n")
    stack.up(ok=False)
    assert len(entries_of(stack)) == 2 * len(POLICIES)
    targets = [word for policy in POLICIES for word in ("--target", urn(policy))]
    assert "holds it too" in stack.destroy(*targets)
    family.program(taken)
    family.is_settled()


@pytest.mark.parametrize("option", ["--target", "--exclude"])
def test_the_old_entries_first_leave_the_projects_to_resources_that_are_not_made_yet(
    family: Family, option: str
) -> None:
    stack = family.stack
    family.provision()
    family.program('Project("new-{p}", name="{p}", classes=[STOP], on_delete="{p}", adopt=True)')
    names = [f"new-{policy}" if option == "--exclude" else policy for policy in POLICIES]
    said = stack.up(*(word for name in names for word in (option, urn(name))))
    for policy in POLICIES:
        assert f"{policy}: kept with all that it holds" in said
    stack.up()
    family.is_settled()


def test_the_old_entries_first_leave_the_projects_that_a_transformation_names(
    family: Family,
) -> None:
    stack = family.stack
    renaming = """
def rename(args):
    if args.type_.endswith(":Project"):
        props = {**args.props, "name": args.props["name"].removeprefix("short-")}
        return pulumi.ResourceTransformationResult(props, args.opts)

pulumi.runtime.register_stack_transformation(rename)
"""
    family.provision()
    taken = 'Project("new-{p}", name="short-{p}", classes=[STOP], on_delete="{p}", adopt=True)'
    family.program(taken, renaming)
    said = stack.up(*(word for policy in POLICIES for word in ("--target", urn(policy))))
    for policy in POLICIES:
        assert f"{policy}: kept with all that it holds" in said
    stack.up()
    family.is_settled()


def test_the_old_entries_first_leave_the_projects_that_are_looked_at(family: Family) -> None:
    stack = family.stack
    family.provision()
    family.program('Project.get("look-{p}", "{p}")')
    said = stack.up(*(word for policy in POLICIES for word in ("--target", urn(policy))))
    for policy in POLICIES:
        assert f"{policy}: kept with all that it holds" in said
    family.hold()


def test_an_entry_that_was_renamed_in_the_state_leaves_the_project_to_the_one_of_its_old_name(
    family: Family,
) -> None:
    stack = family.stack
    family.provision()
    for policy in POLICIES:
        stack.pulumi("state", "rename", urn(policy), f"old-{policy}", "--yes").expect()
    family.program('Project("{p}", classes=[STOP], on_delete="{p}", adopt=True)')
    stack.up(*(word for policy in POLICIES for word in ("--target", urn(policy))))
    olds = [word for policy in POLICIES for word in ("--target", urn(f"old-{policy}"))]
    said = stack.destroy(*olds)
    for policy in POLICIES:
        assert f"resources {policy} and old-{policy} of this stack hold it too" in said
    family.is_settled()


def test_a_target_of_what_nobody_else_holds_is_destroyed(stack: Stack) -> None:
    stack.program('Project("a", on_delete="delete")\nProject("b", on_delete="delete")')
    stack.up()
    stack.destroy("--target", urn("a"))
    assert [project.name for project in stack.client.projects.list()] == ["b"]


def test_a_state_that_cannot_be_read_is_no_leave_to_delete(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # No engine has started this process, so it may well be a part.
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RefusedError, match="there is no pulumi on PATH"):
        Entries(DYNAMIC).holders("an id", "organization/signs/dev/signs")
