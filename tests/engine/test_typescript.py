"""Programs in TypeScript, with the SDK that is generated from the schema."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pictograph_provider.native.server import schema
from tests.engine.labels import Labels
from tests.engine.native import PROJECT, NativeStack
from tests.engine.stack import Stack
from tools.engine import Engine, hosts

EXAMPLE = Path(__file__).parents[2] / "examples" / "typescript"
PACKAGES = ("@pulumi/pulumi@3.206.0", "typescript@5.4", "@types/node@20")
SDK = "pictograph-pulumi"


def run(*command: str | Path, cwd: Path, ok: bool = True) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert (done.returncode == 0) is ok, said
    return said


@pytest.fixture(scope="session")
def modules(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `node_modules` with Pulumi's SDK, the compiler, and the SDK of the schema."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("Node.js is not installed, so no TypeScript program can be run")
    folder = tmp_path_factory.mktemp("typescript")
    run("npm", "install", "--no-audit", "--no-fund", *PACKAGES, cwd=folder)
    (folder / "schema.json").write_text(schema())
    sdk = folder / "node_modules" / SDK
    generator = hosts.find(hosts.SDK, engine) / hosts.SDK
    run(generator, "nodejs", "schema.json", sdk, cwd=folder)
    run("npx", "tsc", "--project", sdk, cwd=folder)
    # What is compiled looks for its package beside itself.
    shutil.copyfile(sdk / "package.json", sdk / "bin" / "package.json")
    package = json.loads((sdk / "package.json").read_text())
    (sdk / "package.json").write_text(json.dumps({**package, "main": "bin/index.js"}))
    hosts.find("pulumi-language-nodejs", engine)
    return folder / "node_modules"


@pytest.fixture
def program(make_stack: Callable[[str], Stack], modules: Path) -> NativeStack:
    """A stack whose program is the example."""
    stack = make_stack("native")
    assert isinstance(stack, NativeStack)
    (stack.folder / stack.source).unlink()
    for file in EXAMPLE.iterdir():
        shutil.copy(file, stack.folder)
    project = PROJECT.format(plugin=stack.plugin).replace("runtime: yaml", "runtime: nodejs")
    (stack.folder / "Pulumi.yaml").write_text(project)
    (stack.folder / "node_modules").symlink_to(modules)
    return stack


def edit(stack: NativeStack, old: str, new: str) -> None:
    """Change the program."""
    index = stack.folder / "index.ts"
    text = index.read_text()
    assert old in text
    index.write_text(text.replace(old, new))


MERGE = '        merge: { type: "bbox", color: "#00aaff" },\n'


def test_the_example_from_its_up_to_its_destroy(program: NativeStack) -> None:
    run("npx", "tsc", cwd=program.folder)
    program.up()
    labels = Labels(program.client)
    labels.add("road-signs", {"merge": 5, "yield": 1})
    program.preview("--expect-no-changes")

    edit(program, MERGE, "")
    for said in (program.preview(ok=False), program.up(ok=False)):
        assert "- remove  merge (bbox)  destroys 5 annotations on 1 image" in said
        assert 'allowClassRemoval: ["merge"]' in said
    assert labels.count("road-signs") == {"merge": 5, "yield": 1}

    edit(program, "    classes: {", '    allowClassRemoval: ["merge"],\n    classes: {')
    run("npx", "tsc", cwd=program.folder)
    program.up()
    assert labels.count("road-signs") == {"yield": 1}

    edit(program, "    classes: {", '    onDelete: "archive",\n    classes: {')
    program.up()
    program.destroy()
    assert program.client.projects.get("road-signs").is_archived


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("annotationTypes", "annotation_types", "annotation_types"),
        ('color: "#ff0000"', 'colour: "#ff0000"', "colour"),
        ('type: "bbox", color: "#ff0000"', 'color: "#ff0000"', "type"),
        ("classes: {", "classMoves: { a: 1 },\n    classes: {", "number"),
    ],
)
def test_the_compiler_rejects_a_wrong_field(
    program: NativeStack, old: str, new: str, problem: str
) -> None:
    edit(program, old, new)
    said = run("npx", "tsc", cwd=program.folder, ok=False)
    assert "index.ts" in said
    assert problem in said
