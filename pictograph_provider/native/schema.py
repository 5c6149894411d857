"""What the plugin offers to programs: `schema.json`, with the version of this release in it."""

from __future__ import annotations

import json
from pathlib import Path

from pictograph_provider.version import __version__

FILE = Path(__file__).with_name("schema.json")


def schema() -> str:
    """The schema of this version, as JSON."""
    return json.dumps({**json.loads(FILE.read_text(encoding="utf-8")), "version": __version__})
