"""A usable engine: what it consists of, and the environment it runs in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.engine import release

_LOOPBACK = "127.0.0.1,localhost"
_PASSPHRASE = "demo"  # noqa: S105 - guards states that a clone makes for itself and throws away


@dataclass(frozen=True)
class Engine:
    """The `pulumi` command, the directory it runs from, and the version it printed."""

    pulumi: Path
    bin: Path
    version: str

    def env(self, root: Path, *, passphrase: str = _PASSPHRASE, **more: str) -> dict[str, str]:
        """The environment for a run that keeps everything Pulumi writes under `root`.

        The caller's own PULUMI_* and PICTOGRAPH_* settings are left out: a login, a stack or a
        key that happens to be set must neither be used nor changed. `more` is added last.
        """
        own = ("PULUMI_", "PICTOGRAPH_", "PYTHONPATH", "PYTHONHOME")
        env = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        path = [str(self.bin), str(Path(sys.executable).parent), env.get("PATH", os.defpath)]
        proxy_free = ",".join(filter(None, [env.get("no_proxy") or env.get("NO_PROXY"), _LOOPBACK]))
        home, backend = root / "pulumi", root / "state"
        for folder in (home, backend):
            folder.mkdir(parents=True, exist_ok=True)
        return {
            **env,
            "PATH": os.pathsep.join(path),
            # gRPC would send even the engine's own loopback calls to a proxy.
            "NO_PROXY": proxy_free,
            "no_proxy": proxy_free,
            "PULUMI_HOME": str(home),
            "PULUMI_BACKEND_URL": f"file://{backend}",
            "PULUMI_CONFIG_PASSPHRASE": passphrase,
            "PULUMI_PYTHON_CMD": sys.executable,
            "PULUMI_SKIP_UPDATE_CHECK": "1",
            **more,
        }


def inspect(pulumi: Path, beside: Iterable[Path] = ()) -> Engine | None:
    """The engine that `pulumi` belongs to, or None when a part is missing or it does not run.

    The language host and its scripts must lie next to the command, next to what the command
    links to, or in one of the directories `beside`.
    """
    places = [pulumi.parent, pulumi.resolve().parent, *beside]
    path = os.pathsep.join(map(str, places))
    if any(shutil.which(program, path=path) is None for program in release.PROGRAMS):
        return None
    version = _version(pulumi)
    return Engine(pulumi, pulumi.parent, version) if version else None


def _version(pulumi: Path) -> str | None:
    env = {**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "1"}
    try:
        answer = subprocess.run(
            [pulumi, "version"],
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip().removeprefix("v") if release.parse(answer.stdout) else None
