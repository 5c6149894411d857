"""A name that is taken, archived or gone: what each message says to do, done to its end."""

from __future__ import annotations

from pictograph_provider.emulator.server import Emulator
from tests.engine.identity.families import HEAD, STOP, entries_of, urn
from tests.engine.labels import Labels
from tests.engine.stack import Stack

DELETE = 'Project("{}", name="{}", classes=[STOP], on_delete="delete"{})'


def programmed(stack: Stack, *lines: str) -> None:
    stack.program("\n".join([HEAD.format(stop=STOP), *lines]))


def test_beside_a_project_that_is_taken_another_is_made(stack: Stack, labels: Labels) -> None:
    stack.client.projects.create("signs", classes=[STOP])
    labels.add("signs", {"stop": 3})
    stack.declare("signs", classes=[STOP])
    assert 'name="signs-2"' in stack.preview(ok=False)
    stack.declare("signs", name="signs-2", classes=[STOP])
    stack.up()
    stack.preview("--expect-no-changes")
    # And a rename to it: that project is renamed first, or another name is chosen.
    stack.declare("signs", name="signs", classes=[STOP])
    assert "Choose another name, or rename that project first" in stack.preview(ok=False)
    stack.client.projects.update("signs", new_name="theirs")
    stack.preview()
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("theirs") == {"stop": 3}


def test_a_name_is_handed_on_where_one_resource_depends_on_the_other(
    stack: Stack, labels: Labels
) -> None:
    programmed(stack, DELETE.format("a", "one", ""), DELETE.format("b", "two", ""))
    stack.up()
    labels.add("one", {"stop": 1})
    labels.add("two", {"stop": 2})
    after = ", opts=ResourceOptions(depends_on=[a])"
    programmed(stack, "a = " + DELETE.format("a", "new", ""), DELETE.format("b", "one", after))
    stack.preview()
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("new") == {"stop": 1}
    assert labels.count("one") == {"stop": 2}


def test_a_copy_gets_a_project_of_its_own(stack: Stack, labels: Labels) -> None:
    programmed(stack, "a = " + DELETE.format("a", "signs", ""))
    stack.up()
    labels.add("signs", {"stop": 3})
    after = ", opts=ResourceOptions(depends_on=[a])"
    programmed(stack, "a = " + DELETE.format("a", "signs", ""), DELETE.format("b", "signs", after))
    said = stack.preview(ok=False)
    assert 'Give b another name, such as name="signs-2"' in said
    programmed(
        stack, "a = " + DELETE.format("a", "signs", ""), DELETE.format("b", "signs-2", after)
    )
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("signs") == {"stop": 3}


def test_beside_an_archived_project_another_is_made(stack: Stack, labels: Labels) -> None:
    stack.client.projects.create("signs", classes=[STOP])
    labels.add("signs", {"stop": 3})
    stack.client.projects.archive("signs")
    stack.declare("signs", classes=[STOP])
    assert 'or choose another name, such as name="signs-2"' in stack.preview(ok=False)
    stack.declare("signs", name="signs-2", classes=[STOP])
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("signs") == {"stop": 3}


def test_what_somebody_archived_is_left_archived(stack: Stack, labels: Labels) -> None:
    stack.provision("signs", classes=[STOP], on_delete="delete")
    labels.add("signs", {"stop": 3})
    stack.client.projects.archive("signs")
    stack.refresh()
    said = stack.preview(ok=False)
    assert "take the resource out of the program, and its entry out of the state: " in said
    assert "pulumi state delete URN" in said
    stack.declare_nothing()
    stack.pulumi("state", "delete", urn("signs"), "--yes").expect()
    stack.preview("--expect-no-changes")
    assert stack.client.projects.get("signs").is_archived
    assert labels.count("signs") == {"stop": 3}


def test_what_was_deleted_elsewhere_is_made_again(
    stack: Stack, pictograph_emulator: Emulator
) -> None:
    stack.provision("signs", classes=[STOP])
    project = stack.client.projects.get("signs")
    stack.declare("signs", classes=[STOP], description="new")
    path = f"/datasets/{project.id}$"
    gone = [{"method": "DELETE", "path": f"/api/v1/developer{path[:-1]}"}]
    # After the check, and before the first word with the project itself.
    pictograph_emulator.control.fault("writer", method="GET", path=path, requests=gone)
    assert "Run: pulumi refresh, then pulumi up creates it again" in stack.up(ok=False)
    # By now the preview knows it.
    assert "Run: pulumi refresh --run-program" in stack.preview(ok=False)
    stack.refresh("--run-program")
    stack.up()
    stack.preview("--expect-no-changes")
    project = stack.client.projects.get("signs")
    assert project.description == "new"
    # Or just before the write.
    stack.declare("signs", classes=[STOP], description="newer")
    path = f"/datasets/{project.id}$"
    gone = [{"method": "DELETE", "path": f"/api/v1/developer{path[:-1]}"}]
    pictograph_emulator.control.fault("writer", method="PATCH", path=path, requests=gone)
    assert "run pulumi refresh, then run it again" in stack.up(ok=False)
    stack.refresh()
    stack.up()
    stack.preview("--expect-no-changes")


def test_what_was_renamed_elsewhere_is_refreshed_with_the_program(
    stack: Stack, labels: Labels
) -> None:
    stack.provision("signs", classes=[STOP])
    labels.add("signs", {"stop": 3})
    stack.client.projects.update("signs", new_name="theirs")
    added = {"name": "car", "type": "bbox", "color": "#00ff00"}
    stack.declare("signs", classes=[STOP, added])
    assert "Run: pulumi refresh --run-program" in stack.preview(ok=False)
    stack.refresh("--run-program")
    stack.preview()
    stack.up()
    stack.preview("--expect-no-changes")
    assert labels.count("signs") == {"stop": 3}
    assert len(entries_of(stack)) == 1
