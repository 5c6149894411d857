"""The language hosts of other languages than Python, for the tests that run their programs.

An official release brings them all. Beside a built engine they are built as well, each when it
is first asked for. Like the Python host, each is pinned to the last version that module proxies
serve; they run today's engine, but do not know `pulumi package add` and `gen-sdk`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from tools.engine import build, cache, golang, release
from tools.engine.engine import Engine
from tools.engine.progress import say

_SDK = "github.com/pulumi/pulumi/sdk/v3"
PACKAGES = {
    "yaml": ("1.25.0", "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"),
    "nodejs": ("3.68.0", f"{_SDK}/nodejs/cmd/pulumi-language-nodejs"),
    "go": ("3.66.0", f"{_SDK}/go/pulumi-language-go"),
}
"""Each host's version and Go package. go/NAME/go.mod pins the same one."""


def find(name: str, engine: Engine) -> Path:
    """The folder of a language's host, to be on PATH when its programs run.

    Args:
        name: the language, a key of PACKAGES.

    Raises:
        UnavailableError: it is neither there nor can be built.
    """
    program = f"pulumi-language-{name}"
    path = os.pathsep.join([str(engine.bin), os.environ.get("PATH", os.defpath)])
    found = shutil.which(program, path=path)
    if found and not _is_ours(Path(found)):
        return Path(found).absolute().parent
    with cache.lock():
        if not (_entry(name) / program).exists():
            _build(name, program)
        return _beside(engine, _entry(name) / program)


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


def _entry(name: str) -> Path:
    version, _ = PACKAGES[name]
    return cache.root() / f"{name}-{version}-{release.system()}-{release.machine()}"


def _build(name: str, program: str) -> None:
    work = cache.root() / ".hosts.work"
    work.mkdir(parents=True, exist_ok=True)
    go = golang.find(work)
    version, package = PACKAGES[name]
    say(f"building {program} {version} with {go.version}: a few minutes, once")
    prepared = Path(tempfile.mkdtemp(prefix="prepared-", dir=work))
    build.build(go, build.MODULES / name, package, prepared / program, work)
    # What appears in the cache is complete: one rename, as with the engine.
    cache.discard(_entry(name))
    prepared.rename(_entry(name))
    cache.discard(work)
