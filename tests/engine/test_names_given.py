"""What a program may give as a project's name, and what it is told where it may not."""

from __future__ import annotations

import pytest

from tests.engine.stack import Stack


def test_a_name_may_be_waited_for(stack: Stack) -> None:
    stack.program('import asyncio\nProject("signs", name=asyncio.sleep(0.1, "called"))')
    stack.up()
    assert [project.name for project in stack.client.projects.iter()] == ["called"]
    assert "2 unchanged" in stack.preview()


@pytest.mark.parametrize("name", ["5", "['signs']", "pulumi.Output.from_input(5)"])
def test_what_is_no_text_is_refused_in_a_sentence(stack: Stack, name: str) -> None:
    stack.program(f'Project("signs", name={name})')
    assert "name is a text, not" in stack.preview(ok=False)


def test_a_name_that_comes_to_nothing_is_refused_before_anything_is_done(stack: Stack) -> None:
    stack.program('Project("signs", name=pulumi.Output.from_input(None))')
    said = stack.preview(ok=False)
    assert "name has no value: what it is made of is None, or has failed." in said
    stack.program('Project("signs")')  # as it says
    stack.up()
    assert [project.name for project in stack.client.projects.iter()] == ["signs"]
