"""The guide to refactoring, block by block: its programs, its files and its commands."""

from __future__ import annotations

import re
import shlex
import shutil

import pytest

from tests.engine.labels import Labels
from tests.engine.python import write_program
from tests.engine.stack import Stack
from tests.test_documentation import ROOT

PAGE = (ROOT / "docs" / "refactoring.md").read_text()
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
START, *SECTIONS = PAGE.split("\n## ")
BLOCKS = {section.partition("\n")[0]: BLOCK.findall(section) for section in SECTIONS}
((_, PROGRAM),) = BLOCK.findall(START)
HEAD = PROGRAM.rpartition("Project(")[0]
OTHER = "# in ../lights"
MADE_OR_GONE = re.compile(r"^ *[+-]+ +\S*pictograph:Project ", re.MULTILINE)

ALONE = (
    "Rename a resource",
    "Move it under a component",
    "Move it out of a component, or out of a catalog",
    "Move it into a catalog",
    "Split a stack in two",
    "Hand a project over to another stack",
    "Stop managing it",
    "Only look at it, and manage it again",
)
"""In the order of the page: each goes on from what the one before has left."""


def dangerous(program: str) -> str:
    """The program with the policy that forgives nothing."""
    return program.replace("classes=[STOP]", 'classes=[STOP], on_delete="delete"')


def second_stack(stack: Stack) -> None:
    """A stack of another program, in the same backend."""
    folder = stack.folder.parent / "lights"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: lights\nruntime: python\n")
    shutil.copy(stack.folder / "Pulumi.dev.yaml", folder)
    stack.pulumi("-C", "../lights", "stack", "init", "dev").expect()


def command(stack: Stack, line: str) -> str:
    program, *args = shlex.split(line)
    assert program == "pulumi"
    if "up" in args:
        args += ["--yes", "--skip-preview"]
    if "state" in args:
        args.append("--yes")
    return stack.pulumi(*args).expect().output


def follow(stack: Stack, section: str) -> str:
    """Do what a section says; returns what its commands printed."""
    said = ""
    for kind, text in BLOCKS[section]:
        if kind == "sh":
            said += "".join(command(stack, line) for line in text.splitlines())
        elif kind == "yaml":
            (stack.folder / "catalog.yaml").write_text(text)
        else:
            folder = stack.folder.parent / "lights" if text.startswith(OTHER) else stack.folder
            write_program(folder / "__main__.py", HEAD + dangerous(text))
    return said


@pytest.mark.passphrase  # two stacks share one file of settings
def test_each_way_of_the_guide_ends_with_all_that_was_there(stack: Stack, labels: Labels) -> None:
    second_stack(stack)
    write_program(stack.folder / "__main__.py", dangerous(PROGRAM))
    assert MADE_OR_GONE.search(stack.up())
    labels.add("road-signs", {"stop": 3})
    before = stack.client.projects.get("road-signs")
    assert [*BLOCKS][: len(ALONE)] == [*ALONE]
    for section in ALONE:
        assert BLOCKS[section][-1][1].rstrip().endswith("preview --expect-no-changes"), section
        said = follow(stack, section)
        print(section, said)
        if "adopt" not in str(BLOCKS[section]):
            assert not MADE_OR_GONE.search(said), section
        after = stack.client.projects.get("road-signs")
        assert after == before, section
        assert labels.count("road-signs") == {"stop": 3}, section
