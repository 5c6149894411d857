"""What a stack of many projects is told: how to have its state written once."""

from __future__ import annotations

from tests.engine.stack import Stack

HUNDRED = """\
for number in range(100):
    Project(f"signs-{number}", classes=[])
"""

ADVICE = "export PULUMI_SKIP_CHECKPOINTS=true PULUMI_EXPERIMENTAL=true"


def test_a_preview_that_creates_a_hundred_projects_says_how_to_write_the_state_once(
    stack: Stack,
) -> None:
    stack.program(HUNDRED)
    _, _, diagnostics = stack.preview().partition("Diagnostics:")
    assert diagnostics.count(ADVICE) == 1
    # As it says.
    once = stack.preview(PULUMI_SKIP_CHECKPOINTS="true", PULUMI_EXPERIMENTAL="true")
    assert ADVICE not in once
    stack.program(HUNDRED.replace("100", "99"))
    assert ADVICE not in stack.preview()
