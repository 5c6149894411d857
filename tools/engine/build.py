"""The engine from source: two Go modules, pinned by the go.mod and go.sum next to this file.

They are two because the language host left the module of the command line in 2023 for one that
module proxies do not serve: its last version there needs dependencies that clash with today's.
It still runs today's engine and SDK; only the `toolchain` option is unknown to it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tools.engine import cache, golang, release
from tools.engine.errors import UnavailableError
from tools.engine.golang import Go
from tools.engine.progress import run, say

MODULES = Path(__file__).parent / "go"
_SDK = "github.com/pulumi/pulumi/sdk/v3"
_COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
_LANGUAGE_HOST = f"{_SDK}/python/cmd/{release.LANGUAGE_HOST}"
_STAMP = f"-X {_SDK}/go/common/version.Version=v{release.VERSION}"
_TIMEOUT = 3600.0


def from_source(prepared: Path, work: Path) -> None:
    """Build the programs into `prepared`/bin and copy their scripts beside them."""
    go = golang.find(work)
    say(f"building Pulumi {release.VERSION} with {go.version}: about 4 minutes on 2 cores, once")
    target = prepared / "bin"
    target.mkdir()
    # The small one first: what cannot work (no network, an old Go) fails in seconds.
    say("the Python language host:")
    build(go, MODULES / "language", _LANGUAGE_HOST, target / release.LANGUAGE_HOST, work)
    _copy_scripts(go, target)
    say("the pulumi command:")
    build(go, MODULES / "pulumi", _COMMAND, target / "pulumi", work, f"-s -w {_STAMP}")


def build(
    go: Go, module: Path, package: str, program: Path, work: Path, ldflags: str = "-s -w"
) -> None:
    """Build one program of a pinned module, or say why that is impossible."""
    log = work / f"build-{program.name}.log"
    flags: list[str | Path] = ["-v", "-ldflags", ldflags, "-o", program]
    command = [go.command, "build", *flags, package]
    try:
        status = run(command, log=log, env=go.env, cwd=module, timeout=_TIMEOUT, progress=_progress)
    except subprocess.TimeoutExpired:
        raise UnavailableError("the build took more than an hour") from None
    if status != 0:
        output = log.read_text(errors="replace")
        if golang.is_tampering(output):
            cache.discard(work / "go")
        raise UnavailableError(golang.explain(output))


def _progress(output: str) -> str:
    modules = len(re.findall(r"^go: downloading ", output, re.MULTILINE))
    packages = len(re.findall(r"^[^:\s]+$", output, re.MULTILINE))
    return f"{modules} modules fetched, {packages} packages compiled"


def _copy_scripts(go: Go, target: Path) -> None:
    answer = subprocess.run(
        [go.command, "list", "-m", "-f", "{{.Dir}}", _SDK],
        cwd=MODULES / "language",
        env=go.env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    source = Path(answer.stdout.strip()) / "python"
    for name in release.SCRIPTS:
        script = next((f for f in source.glob(f"*/{name}") if f.is_file()), None)
        if script is None:
            raise UnavailableError(f"the Pulumi sources have no {name}")
        shutil.copyfile(script, target / name)
        # The module proxy drops the run bits.
        (target / name).chmod(0o755)
