"""What a program waits for: its resources, and what it makes of their properties."""

from __future__ import annotations

from pathlib import Path

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.stack import Stack

BODY = """\
from pathlib import Path

from pulumi.runtime.settings import SETTINGS

signs = Project("signs", classes=[ProjectClass(name="stop", type="bbox", color="#ff0000")])
pulumi.export("waited_for", [
    name for name, value in vars(signs).items()
    if isinstance(value, pulumi.Output) and value._data in SETTINGS.outputs
])
signs.project_id.apply(Path({written!r}).write_text)
signs.classes.apply(lambda found: print("the first one is", found[0]["name"]))
"""


def test_a_program_waits_for_what_it_makes_of_a_property_and_for_no_property(
    stack: Stack, tmp_path: Path
) -> None:
    written = tmp_path / "written"
    stack.program(BODY.format(written=str(written)))
    assert "the first one is stop" in stack.up()
    program, *_ = stack.exported()["deployment"]["resources"]
    assert program["outputs"] == {"waited_for": []}
    assert written.read_text() == stack.client.projects.get("signs").id


def test_what_fails_is_said_and_nothing_of_its_properties(
    stack: Stack, pictograph_emulator: Emulator, tmp_path: Path
) -> None:
    written = tmp_path / "written"
    others = "\n".join(f'Project("other-{number}")' for number in range(3))
    stack.program(BODY.format(written=str(written)) + others)
    pictograph_emulator.control.fault("status", method="POST", status=500, times=None)
    said = stack.up(ok=False)
    assert "500" in said
    assert "Traceback" not in said
    assert "retrieved" not in said
    assert not written.exists()


SUBCLASS = """
import asyncio

class Signs(Project):
    def __init__(self, name):
        self.later = pulumi.Output.from_input(asyncio.sleep({seconds})).apply(self.then)
        super().__init__(name)

    def then(self, _):
        {then}

Signs("signs")
"""


def test_what_a_subclass_keeps_is_waited_for(stack: Stack) -> None:
    stack.program(SUBCLASS.format(seconds=1, then='Project("later")'))
    stack.up()
    assert {project.name for project in stack.client.projects.iter()} == {"signs", "later"}
    stack.program(SUBCLASS.format(seconds=0, then='raise ValueError("of the program")'))
    assert "ValueError: of the program" in stack.pulumi("preview").output


@pytest.mark.skipif(not hasattr(ValueError, "add_note"), reason="needs Python 3.11")
@pytest.mark.parametrize("argument", ["description", "name", "classes"])
def test_of_an_argument_that_fails_the_place_is_told(stack: Stack, argument: str) -> None:
    stack.program(f"""\
def fails(_):
    raise ValueError("of the program")

Project("signs", {argument}=pulumi.Output.from_input("x").apply(fails))
""")
    said = stack.pulumi("preview").output
    assert f"This is where the program makes the {argument} of signs:" in said
    assert 'in fails\n        raise ValueError("of the program")' in said
    assert said.count("state/program.py") == 0
