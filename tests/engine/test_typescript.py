"""Programs in TypeScript, with the SDK that is generated from the schema."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pictograph_provider.native.schema import schema
from tests.engine.languages import EXAMPLES, Example, emptied, live_through, run
from tests.engine.stack import Stack
from tools.engine import Engine, hosts

FILES = ("index.ts", "package.json", "tsconfig.json")
PACKAGES = ("@pulumi/pulumi@3.206.0", "typescript@5.4", "@types/node@20")
SDK = "pictograph-pulumi"


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
def example(make_stack: Callable[[str], Stack], modules: Path) -> Example:
    """A stack whose program is the example."""
    stack = emptied(make_stack("native"), "nodejs")
    for file in FILES:
        shutil.copy(EXAMPLES / "typescript" / file, stack.folder)
    (stack.folder / "node_modules").symlink_to(modules)
    return Example(stack, "index.ts", lambda: run("npx", "tsc", cwd=stack.folder))


def test_the_example_from_its_up_to_its_destroy(example: Example) -> None:
    live_through(
        example,
        removal='        merge: { type: "bbox", color: "#00aaff" },\n',
        consent='allowClassRemoval: ["merge"],',
        archive='onDelete: "archive",',
        way='allowClassRemoval: ["merge"]',
    )


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
    example: Example, old: str, new: str, problem: str
) -> None:
    example.edit(old, new)
    said = run("npx", "tsc", cwd=example.stack.folder, ok=False)
    assert "index.ts" in said
    assert problem in said
