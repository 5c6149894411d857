"""An import that Pulumi cannot do ends in a sentence, and what the sentence says works."""

from __future__ import annotations

from tests.engine.stack import Stack

IMPORT = 'Project("road-signs", opts=pulumi.ResourceOptions(import_="{id}"))'


def test_an_import_option_says_that_adopt_does_it(stack: Stack) -> None:
    project = stack.client.projects.create("road-signs")
    stack.program(IMPORT.format(id=project.id))
    said = stack.preview(ok=False)
    assert "Take import_ out and write adopt=True in its place" in said
    assert "pictograph-provider adopt --out adopted" in said
    assert "__provider" not in said
    stack.declare(adopt=True)
    stack.up()
    assert [found.id for found in stack.client.projects.list()] == [project.id]
    assert stack.preview("--expect-no-changes")
