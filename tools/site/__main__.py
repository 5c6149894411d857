"""`make docs`: build the site into `.cache/site`, and fail where a link leads nowhere or
a page loads anything from elsewhere.

What builds it is in an environment of its own, from `tools/site/requirements.lock`, kept in the
user's cache folder: nobody needs it to run or to test the package.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tools.engine import cache
from tools.site.foreign import foreign

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SITE = ROOT / ".cache" / "site"
CONFIG = HERE / "mkdocs.yml"
LOCK = HERE / "requirements.lock"


def main() -> int:
    """Build it; 0 where every link leads somewhere and nothing comes from elsewhere."""
    # Not quietly: what mkdocs does not say, it does not count as a fault either.
    command = [_python(), "-m", "mkdocs", "build", "--strict", "--clean"]
    command += ["--config-file", str(CONFIG), "--site-dir", str(SITE)]
    # The theme's maker announces another product of theirs on standard error.
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, env=env, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        told = [line for line in done.stderr.splitlines() if not line.startswith("INFO")]
        print("\n".join(told), file=sys.stderr)
        return done.returncode
    if loaded := [*foreign(SITE)]:
        print("\n".join(loaded), file=sys.stderr)
        return 1
    print(f"the site is built: {SITE / 'index.html'}")
    return 0


def _python() -> str:
    """The Python of the environment, which is made where there is none of this lock."""
    made_from = LOCK.read_bytes() + sys.version.encode()
    key = hashlib.sha256(made_from).hexdigest()[:12]
    home = cache.root().parent / "site" / key
    python, stamp = home / "bin" / "python", home / "complete"
    if not stamp.exists():
        print("setting up what builds the site (about half a minute, once)", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        options = ["--require-hashes", "--only-binary=:all:", "--no-deps", "-r", str(LOCK)]
        subprocess.run([*pip, *options], check=True)
        stamp.touch()
    return str(python)


if __name__ == "__main__":
    sys.exit(main())
