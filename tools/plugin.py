"""`python -m tools.plugin FOLDER`: write `pulumi-resource-pictograph-vVERSION-OS-ARCH.tar.gz`.

It is the release archive of this machine's platform. Pulumi unpacks it, and makes the Python
environment that PulumiPlugin.yaml asks for. The program beside it runs that environment: a host of
the language is not needed to run the plugin then.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from pictograph_provider.version import PLUGIN, __version__
from tools.engine import release

ROOT = Path(__file__).parents[1]

DESCRIPTION = """\
runtime:
  name: python
  options:
    virtualenv: venv
"""
MAIN = """\
from pictograph_provider.native.main import main

main()
"""
SCRIPT = """\
#!/bin/sh
# Runs the Python environment that Pulumi has made for it: older ones make it in this very folder.
here=$(dirname "$0")
for python in "$here/venv/bin/python" "$here/bin/python"; do
  if [ -x "$python" ]; then exec "$python" -m pictograph_provider.native "$@"; fi
done
echo "the plugin's Python environment is not there: install the plugin again" >&2
exit 1
"""


def name() -> str:
    """The archive's name, as Pulumi looks for it."""
    return f"{PLUGIN}-v{__version__}-{release.system()}-{release.machine()}.tar.gz"


def write(folder: Path) -> Path:
    """Write the archive into a folder, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name()
    with tempfile.TemporaryDirectory() as work, tarfile.open(path, "w:gz") as archive:
        wheel = _wheel(Path(work))
        _add(archive, "PulumiPlugin.yaml", DESCRIPTION.encode())
        _add(archive, "requirements.txt", f"./{wheel.name}\n".encode())
        _add(archive, "__main__.py", MAIN.encode())
        _add(archive, PLUGIN, SCRIPT.encode(), mode=0o755)
        _add(archive, wheel.name, wheel.read_bytes())
    return path


def _wheel(folder: Path) -> Path:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _add(archive: tarfile.TarFile, name: str, content: bytes, *, mode: int = 0o644) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), mode
    archive.addfile(entry, io.BytesIO(content))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("name the folder to write the archive to")
    print(write(Path(sys.argv[1])))
