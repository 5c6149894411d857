"""The Go command, kept from writing outside the work folder, and its errors in plain words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.engine import release
from tools.engine.errors import UnavailableError

_OLDEST = (1, 21)
"""The first Go that fetches the newer Go a module asks for; go/pulumi/go.mod asks for more."""

_USUAL_PLACE = "/usr/local/go/bin"
_KEPT = {
    *("GOPROXY", "GOPRIVATE", "GONOPROXY", "GOINSECURE", "GOSUMDB", "GONOSUMDB", "GOAUTH"),
    *("GOTOOLCHAIN", "GOROOT", "GODEBUG", "GOMAXPROCS"),
}

_REASONS = (
    (r"checksum mismatch|SECURITY ERROR", "a Go module is not the one that go.sum pins"),
    (
        r"requires go >=|toolchain not available|golang\.org/toolchain@",
        "the installed Go is too old and a newer one could not be fetched",
    ),
    (r"no space left on device", "the disk is full"),
    (r"signal: killed", "the Go compiler ran out of memory"),
    (
        r"dial tcp|no such host|proxyconnect|connection re|i/o timeout|deadline|tls:|x509|EOF|"
        r"disabled by GOPROXY|(?:40[0-9]|41[0-9]|50[0-9]) [A-Z]|server misbehaving",
        "the Go module proxy could not be reached",
    ),
)


@dataclass(frozen=True)
class Go:
    """A Go command and the environment it is run in."""

    command: Path
    env: dict[str, str]
    version: str


def find(work: Path) -> Go:
    """The Go on PATH or in its usual place; everything it writes goes below `work`."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), _USUAL_PLACE])
    command = shutil.which("go", path=path)
    if command is None:
        raise UnavailableError("Go is not installed to build it")
    env = _environment(work)
    try:
        answer = subprocess.run(
            [command, "env", "GOVERSION"],
            cwd=work,
            env={**env, "GOTOOLCHAIN": "local"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        raise UnavailableError(f"{command} does not run") from None
    version = answer.stdout.strip()
    match = re.match(r"go(\d+)\.(\d+)", version)
    if match is None or (int(match[1]), int(match[2])) < _OLDEST:
        raise UnavailableError(f"the installed Go is too old ({version or 'unknown version'})")
    return Go(Path(command), env, version)


def _environment(work: Path) -> dict[str, str]:
    """The user's proxies and certificates, but none of the folders that Go writes to.

    Go keeps counters under the user's configuration folder and takes flags and a target
    platform from the environment: the first must not be written, the others not be obeyed.
    """
    env = {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or not name.startswith(("GO", "CGO_"))
    }
    home = Path(env.get("HOME", "/nonexistent"))
    settings = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    if release.system() == "darwin":
        settings = home / "Library" / "Application Support"
    folders = {
        "HOME": work / "home",
        "XDG_CONFIG_HOME": work / "home" / "config",
        "XDG_CACHE_HOME": work / "home" / "cache",
        "TMPDIR": work / "tmp",
        "GOPATH": work / "go",
        "GOCACHE": work / "go-build",
    }
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {
        **env,
        **{name: str(folder) for name, folder in folders.items()},
        # Read, never written: a proxy set with `go env -w`, and the password that goes with it.
        "GOENV": os.environ.get("GOENV") or str(settings / "go" / "env"),
        "NETRC": os.environ.get("NETRC") or str(home / ".netrc"),
        "GOFLAGS": "-mod=readonly -modcacherw -trimpath -buildvcs=false",
        "GOWORK": "off",
        "GOOS": release.system(),
        "GOARCH": release.machine(),
        # As the official release is built, and without a need for a C compiler.
        "CGO_ENABLED": "0",
    }


def explain(output: str) -> str:
    """Why a Go command failed, in words that fit into a sentence."""
    for pattern, reason in _REASONS:
        if re.search(pattern, output):
            return reason
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return f"the build failed ({lines[-1]})" if lines else "the build failed without a word"


def is_tampering(output: str) -> bool:
    """Whether the module cache holds something that must not be used again."""
    return re.search(_REASONS[0][0], output) is not None
