"""A program in Python with the SDK that is generated from the schema: for who needs an import."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pictograph_provider.native.schema import schema
from tests.engine.languages import Example, emptied, live_through, run
from tests.engine.stack import Stack
from tools.engine import Engine, hosts

pytestmark = pytest.mark.thorough

PROGRAM = """\
import pulumi
import pulumi_pictograph as pictograph

signs = pictograph.Project(
    "road-signs",
    annotation_types=["bbox", "polygon"],
    classes={
        "stop_sign": {"type": "bbox", "color": "#ff0000"},
        "yield": {"type": "bbox", "color": "#ffff00"},
        "merge": {"type": "bbox", "color": "#00aaff"},
    },
)
pulumi.export("project_id", signs.project_id)
"""


@pytest.fixture(scope="session")
def sdk(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to import the SDK from."""
    folder = tmp_path_factory.mktemp("python")
    (folder / "schema.json").write_text(schema())
    generator = hosts.find(hosts.SDK, engine) / hosts.SDK
    run(generator, "python", "schema.json", folder / "sdk", cwd=folder)
    installed = folder / "installed"
    # As `pulumi package add` does; Pulumi itself, its third dependency, is here.
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--target", installed)
    run(*pip, "--no-deps", folder / "sdk", cwd=folder)
    run(*pip, "parver", "semver", cwd=folder)
    return installed


@pytest.fixture
def example(make_stack: Callable[[str], Stack], sdk: Path) -> Example:
    stack = emptied(make_stack("native"), "python")
    stack.env["PYTHONPATH"] = str(sdk)
    (stack.folder / "__main__.py").write_text(PROGRAM)

    def compile_() -> None:
        subprocess.run([sys.executable, "-m", "compileall", "-q", stack.folder], check=True)

    return Example(stack, "__main__.py", compile_)


def test_the_life_of_a_project(example: Example) -> None:
    live_through(
        example,
        removal='        "merge": {"type": "bbox", "color": "#00aaff"},\n',
        consent='allow_class_removal=["merge"],',
        archive='on_delete="archive",',
        way='allow_class_removal=["merge"]',
    )


def test_what_is_imported_is_unchanged_at_the_next_preview(example: Example) -> None:
    stack = example.stack
    classes = [{"name": "stop_sign", "type": "bbox", "color": "#ff0000"}]
    live = stack.client.projects.create("road signs", "Signs", classes=classes)
    code = stack.folder / "imported.py"
    arguments = ("pictograph:index:Project", "signs", live.name, "--yes", "--protect=false")
    run_ = stack.pulumi("import", *arguments, "--out", str(code))
    # The hosts that can be built here do not generate programs; today's do.
    assert run_.ok or "GenerateProgram" in run_.output, run_.output
    assert stack.resource("signs")["id"] == live.id
