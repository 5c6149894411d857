"""What the state records of where a project is declared."""

from __future__ import annotations

import json

import pytest

from tests.engine.stack import Stack

NESTED = """\
class Team(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("test:index:Team", name)
        signs(self)

def signs(parent):
    Project("signs", classes=[], opts=pulumi.ResourceOptions(parent=parent))

Team("team")
"""


@pytest.mark.plain
def test_the_state_records_the_lines_of_the_program_and_not_what_runs_it(stack: Stack) -> None:
    stack.program(NESTED)
    stack.up()
    entry = stack.resource("signs")
    places = [frame.get("sourcePosition", "") for frame in entry["stackTrace"]]
    files = [place.rpartition("/")[2].partition("#")[0] for place in places]
    # The function, the component's constructor, and the program: they tell who declared it.
    assert files == ["project.py", *["__main__.py"] * 3]
    assert "pulumi-language-python-exec" not in json.dumps(entry)
