"""Programs in Go that tests and benchmarks run beside ours: built once, from pinned modules.

Each is kept in the engine's cache. It appears there by one rename, under a name made of what pins
it, so what exists is whole and current.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tools.engine import build, cache, golang, release
from tools.engine.progress import alone, say

_MODULES = Path(__file__).parent / "go"


@dataclass(frozen=True)
class Program:
    """A command of a Go module.

    Attributes:
        what: in a few words, for whoever waits.
        module: the folder of the go.mod and go.sum that pin it, and of its source if that is ours.
    """

    name: str
    package: str
    what: str
    module: Path


VERSITYGW = Program(
    "versitygw",
    "github.com/versity/versitygw/cmd/versitygw",
    "an S3 server on a folder",
    _MODULES / "versitygw",
)
TOFU = Program(
    "tofu", "github.com/opentofu/opentofu/cmd/tofu", "a peer of Pulumi", _MODULES / "tofu"
)
ACTIONLINT = Program(
    "actionlint",
    "github.com/rhysd/actionlint/cmd/actionlint",
    "a linter of pipelines",
    _MODULES / "actionlint",
)
RESTAPI = Program(
    "restapi",
    "github.com/Mastercard/terraform-provider-restapi",
    "tofu's provider for any HTTP service",
    _MODULES / "restapi",
)


def find(program: Program) -> Path:
    """The program, built where it is not there yet.

    Raises:
        UnavailableError: it cannot be built here; the message says why.
    """
    place = cache.root() / _key(program) / program.name
    if place.exists():
        return place
    with alone(
        cache.root() / f".{program.name}.lock", f"another run builds {program.name}; waiting for it"
    ):
        if not place.exists():
            _build(program, place)
    return place


def _build(program: Program, place: Path) -> None:
    work = cache.root() / f".{program.name}.work"
    work.mkdir(exist_ok=True)
    go = golang.find(work)
    say(f"building {program.name}, {program.what}: some minutes, once")
    built = work / program.name
    build.build(go, program.module, program.package, built, work)
    place.parent.mkdir(exist_ok=True)
    built.replace(place)
    cache.discard(work)


def _key(program: Program) -> str:
    pins = ["go.mod", "go.sum", *(path.name for path in program.module.glob("*.go"))]
    content = b"".join((program.module / pin).read_bytes() for pin in pins)
    digest = hashlib.sha256(content).hexdigest()
    return f"{program.name}-{digest[:12]}-{release.system()}-{release.machine()}"
