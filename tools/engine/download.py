"""The official release, by Pulumi's own means, in a process of its own.

The installer writes to the temporary folder and may look at HOME, so both are pointed into the
work folder for it. Run as a module, this file is that process.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from tools.engine import release
from tools.engine.errors import UnavailableError
from tools.engine.progress import run, say

_TIMEOUT = 600.0
_CONNECT_TIMEOUT = 20.0


def official(prepared: Path, work: Path) -> None:
    """Put the release into `prepared`/bin."""
    say(f"downloading Pulumi {release.VERSION} from get.pulumi.com")
    home = work / "home"
    home.mkdir(exist_ok=True)
    log = work / "download.log"
    env = {**os.environ, "HOME": str(home), "TMPDIR": str(home)}
    try:
        status = run(
            [sys.executable, "-m", __name__, prepared],
            log=log,
            env=env,
            cwd=Path(__file__).parents[2],
            timeout=_TIMEOUT,
            progress=lambda _: "still downloading",
        )
    except subprocess.TimeoutExpired:
        raise UnavailableError("the official release did not arrive within ten minutes") from None
    if status != 0:
        lines = log.read_text(errors="replace").split("\n")
        reason = next((line for line in reversed(lines) if line.strip()), "no output")
        raise UnavailableError(f"the official release could not be downloaded ({reason.strip()})")


def main() -> int:
    """Install into the folder given; the last line printed says what went wrong."""
    # The installer's own requests have no time-out, and a firewall may just swallow them.
    socket.setdefaulttimeout(_CONNECT_TIMEOUT)
    try:
        from pulumi.automation import PulumiCommand
        from semver import VersionInfo

        PulumiCommand.install(root=sys.argv[1], version=VersionInfo.parse(release.VERSION))
    except subprocess.CalledProcessError as error:
        print((error.output or b"").decode(errors="replace"), error, sep="\n")
        return 1
    except Exception as error:  # noqa: BLE001 - whatever it is, building remains
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
