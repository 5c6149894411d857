"""`python -m tools.plugin FOLDER`: write the release archive of this machine's platform."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.plugin.archive import write

if len(sys.argv) != 2:
    sys.exit("name the folder to write the archive to")
print(write(Path(sys.argv[1])))
