"""The language hosts of other languages than Python, for the tests that run their programs.

An official release brings them all. Beside a built engine they are built as well, each when it
is first asked for. Like the Python host, each is pinned to the last version that module proxies
serve; they run today's engine, but do not know `pulumi package add` and `gen-sdk`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

from tools.engine import build, cache, golang, release
from tools.engine.engine import Engine
from tools.engine.progress import say

_SDK = "github.com/pulumi/pulumi/sdk/v3"
SDK = "pictograph-sdk"
"""Writes the SDK of a schema, as `pulumi package add` does with today's hosts."""

PACKAGES = {
    "pulumi-language-yaml": ("1.25.0", "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"),
    "pulumi-language-nodejs": ("3.68.0", f"{_SDK}/nodejs/cmd/pulumi-language-nodejs"),
    "pulumi-language-go": ("3.66.0", f"{_SDK}/go/pulumi-language-go"),
    SDK: (release.VERSION, "."),
}
"""Each program's version and Go package. go.mod in its folder below go/ pins the same one."""


def find(program: str, engine: Engine) -> Path:
    """The folder of a program, to be on PATH when the engine needs it.

    Args:
        program: a key of PACKAGES.

    Raises:
        UnavailableError: it is neither there nor can be built.
    """
    path = os.pathsep.join([str(engine.bin), os.environ.get("PATH", os.defpath)])
    found = shutil.which(program, path=path)
    if found and not _is_ours(Path(found)):
        return Path(found).absolute().parent
    with cache.lock():
        if not (_entry(program) / program).exists():
            _build(program)
        return _beside(engine, _entry(program) / program)


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


def module(program: str) -> Path:
    """The folder of the Go module that pins a program."""
    return build.MODULES / program.rpartition("-")[2]


def _entry(program: str) -> Path:
    version, package = PACKAGES[program]
    if package == ".":  # its source is here, and a change of it is no new version
        source = (module(program) / "main.go").read_bytes()
        version += f"-{sha256(source).hexdigest()[:12]}"
    return cache.root() / f"{program}-{version}-{release.system()}-{release.machine()}"


def _build(program: str) -> None:
    work = cache.root() / ".hosts.work"
    work.mkdir(parents=True, exist_ok=True)
    go = golang.find(work)
    version, package = PACKAGES[program]
    say(f"building {program} {version} with {go.version}: a few minutes, once")
    prepared = Path(tempfile.mkdtemp(prefix="prepared-", dir=work))
    build.build(go, module(program), package, prepared / program, work)
    # What appears in the cache is complete: one rename, as with the engine.
    cache.discard(_entry(program))
    prepared.rename(_entry(program))
    cache.discard(work)
