"""Three projects that differ in what removing them would do, all with images: one run shows all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tests.engine.labels import Labels
from tests.engine.stack import Stack

POLICIES = ("delete-if-empty", "archive", "delete")
STOP = {"name": "stop", "type": "bbox", "color": "#ff0000"}

HEAD = """\
from pulumi import Alias, ResourceOptions, ROOT_STACK_RESOURCE
STOP = {stop!r}

class Env(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("my:index:Env", name)

"""


def urn(resource: str, parents: str = "", type_: str = Stack.type) -> str:
    return f"urn:pulumi:dev::signs::{parents}{type_}::{resource}"


@dataclass
class Family:
    """One project for each policy, named by it."""

    stack: Stack
    labels: Labels

    def program(self, line: str, before: str = "") -> None:
        """Make the program one of this line for each policy; `{p}` stands for it."""
        lines = [line.replace("{p}", policy) for policy in POLICIES]
        self.stack.program("\n".join([HEAD.format(stop=STOP) + before, *lines]))

    def provision(self, line: str = 'Project("{p}", classes=[STOP], on_delete="{p}")') -> None:
        """Have the projects made, each with an image and annotations on it."""
        self.program(line)
        self.stack.up()
        for policy in POLICIES:
            self.labels.add(policy, {"stop": 3})

    def hold(self) -> None:
        """Each project is there, unarchived, with its image and its annotations."""
        for policy in POLICIES:
            project = self.stack.client.projects.get(policy)
            assert (project.is_archived, project.image_count) == (False, 1), policy
            assert self.labels.count(policy) == {"stop": 3}, policy
        assert len(self.stack.client.projects.list()) == len(POLICIES)

    def is_settled(self, *args: str) -> None:
        """Nothing is lost, no two entries hold one project, none is pending, nothing is to do."""
        self.hold()
        entries = entries_of(self.stack)
        ids = Counter(entry["id"] for entry in entries if not entry.get("external"))
        assert set(ids.values()) <= {1}, entries
        assert not [entry for entry in entries if entry.get("delete")], entries
        self.stack.preview("--expect-no-changes", *args)


def entries_of(stack: Stack) -> list[dict[str, object]]:
    """The entries of projects in the state."""
    resources = stack.exported()["deployment"]["resources"]
    return [entry for entry in resources if entry["type"] == stack.type]
