"""The program of the README, word for word."""

from __future__ import annotations

from tests.engine.stack import Stack
from tests.test_documentation import ROOT, programs


def test_the_readmes_program_provisions_a_project_and_its_move_is_made(stack: Stack) -> None:
    (program,) = programs(ROOT / "README.md")
    (stack.folder / "__main__.py").write_text(program)
    stack.up()
    live = stack.client.projects.get("road-signs")
    assert [cls.name for cls in live.classes] == ["stop_sign", "give_way"]
    assert "project_id" in stack.pulumi("stack", "output").expect().output
