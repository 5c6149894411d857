"""Ways to name, part by part or from afar, what the program declares: still it is one project."""

from __future__ import annotations

import subprocess

from tests.engine.identity.families import HEAD, STOP, entries_of, urn
from tests.engine.labels import Labels
from tests.engine.stack import Stack

INLINE = """\
import sys
from pulumi import automation
from pictograph_provider import Project

def program():
    Project("{resource}", name="signs", classes=[{stop!r}], on_delete="delete", adopt=True)

stack = automation.select_stack(
    "dev",
    project_name="signs",
    program=program,
    opts=automation.LocalWorkspaceOptions(work_dir="."),
)
stack.up(target=sys.argv[1:], on_output=print, color="never")
"""

SIGNS = 'a = Project("a", name="signs", classes=[STOP], on_delete="delete")'


def programmed(stack: Stack, *lines: str) -> None:
    stack.program("\n".join([HEAD.format(stop=STOP), *lines]))


def inline(stack: Stack, resource: str, target: str) -> str:
    """`up` of a part of a program that runs in the process which drives the engine."""
    (stack.folder / "drive.py").write_text(INLINE.format(resource=resource, stop=STOP))
    done = subprocess.run(
        [stack.env["PULUMI_PYTHON_CMD"], "drive.py", target],
        cwd=stack.folder,
        env={**stack.env, "PATH": f"{stack.engine.pulumi.parent}:{stack.env['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_a_part_of_an_inline_program_at_a_time_loses_nothing(stack: Stack, labels: Labels) -> None:
    programmed(stack, SIGNS)
    stack.up()
    labels.add("signs", {"stop": 3})
    inline(stack, "b", urn("b"))
    assert "signs: kept with all that it holds" in inline(stack, "b", urn("a"))
    assert labels.count("signs") == {"stop": 3}
    assert [entry["urn"] for entry in entries_of(stack)] == [urn("b")]
