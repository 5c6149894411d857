"""A program in Go, with the SDK that is generated from the schema."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pictograph_provider.native.schema import schema
from tests.engine.languages import EXAMPLES, Example, emptied, live_through, run
from tests.engine.stack import Stack
from tools.engine import Engine, golang, hosts

pytestmark = pytest.mark.thorough
"""Its host and Pulumi's SDK for Go take minutes to be fetched and built."""

PACKAGE = "pictograph-provider.invalid/sdk/go/pictograph"


@pytest.fixture(scope="session")
def built(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, golang.Go]:
    """The folder of the SDK, and a Go that keeps what it builds."""
    folder = tmp_path_factory.mktemp("go")
    go = golang.find(folder)
    (folder / "schema.json").write_text(schema())
    generator = hosts.find(hosts.SDK, engine) / hosts.SDK
    run(generator, "go", "schema.json", folder / "sdk", cwd=folder)
    sdk = folder / "sdk" / "pictograph"
    (sdk / "go.mod").write_text(f"module {PACKAGE}\n\ngo 1.22\n")
    hosts.find("pulumi-language-go", engine)
    return sdk, go


@pytest.fixture
def example(make_stack: Callable[[str], Stack], built: tuple[Path, golang.Go]) -> Example:
    """A stack whose program is the example."""
    sdk, go = built
    # Built here and not by the host, which would keep it where no test may write.
    stack = emptied(make_stack("native"), "{name: go, options: {binary: ./program}}")
    for file in ("main.go", "go.mod"):
        shutil.copy(EXAMPLES / "go" / file, stack.folder)
    replaced = f"{PACKAGE}={sdk}"
    env = {**go.env, "GOFLAGS": "-mod=mod -modcacherw -buildvcs=false"}
    run(go.command, "mod", "edit", "-replace", replaced, cwd=stack.folder, env=env)
    run(go.command, "mod", "tidy", cwd=stack.folder, env=env)

    def compile_() -> None:
        run(go.command, "build", "-o", "program", ".", cwd=stack.folder, env=env)

    return Example(stack, "main.go", compile_)


def test_the_example_from_its_up_to_its_destroy(example: Example) -> None:
    live_through(
        example,
        removal=next(line for line in example.path.read_text().splitlines() if '"merge"' in line),
        consent='AllowClassRemoval: pulumi.StringArray{pulumi.String("merge")},',
        archive='OnDelete: pulumi.String("archive"),',
        way='allowClassRemoval: ["merge"]',
    )
    example.edit("Description:", "Descripton:")
    with pytest.raises(AssertionError, match="unknown field Descripton"):
        example.compile()
