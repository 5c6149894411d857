"""The language hosts of other languages than Python, for the tests that run their programs.

An official release brings them all. Beside a built engine they are built as well, each when it
is first asked for. Like the Python host, each is pinned to the last version that module proxies
serve; they run today's engine, but do not know `pulumi package add` and `gen-sdk`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools import programs
from tools.engine import build, cache
from tools.engine.engine import Engine
from tools.programs import Program

_SDK = "github.com/pulumi/pulumi/sdk/v3"
SDK = "pictograph-sdk"
"""Writes the SDK of a schema, as `pulumi package add` does with today's hosts."""

_YAML = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
PROGRAMS = {
    name: Program(name, package, what, build.MODULES / name.rpartition("-")[2])
    for name, package, what in (
        ("pulumi-language-yaml", _YAML, "for programs in YAML"),
        ("pulumi-language-nodejs", f"{_SDK}/nodejs/cmd/pulumi-language-nodejs", "for TypeScript"),
        ("pulumi-language-go", f"{_SDK}/go/pulumi-language-go", "for programs in Go"),
        (SDK, ".", "a generator of SDKs"),
    )
}


def find(program: str, engine: Engine) -> Path:
    """The folder of a program, to be on PATH when the engine needs it.

    Args:
        program: a key of PROGRAMS.

    Raises:
        UnavailableError: it is neither there nor can be built.
    """
    path = os.pathsep.join([str(engine.bin), os.environ.get("PATH", os.defpath)])
    found = shutil.which(program, path=path)
    if found and not _is_ours(Path(found)):
        return Path(found).absolute().parent
    built = programs.find(PROGRAMS[program])
    with cache.lock():
        return _beside(engine, built)


def _is_ours(program: Path) -> bool:
    return program.is_symlink() and program.parent == cache.entry() / "bin"


def _beside(engine: Engine, program: Path) -> Path:
    """Link the host beside an engine of ours: found on PATH, it would be warned of each time."""
    if engine.bin != cache.entry() / "bin":
        return program.parent
    link = engine.bin / program.name
    if not link.exists() or not link.samefile(program):
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(program, link.parent))
    return engine.bin
