"""The README as a package index shows it: there, no path leads to a file of the clone.

The build asks for it (`tool.hatch.metadata.hooks.custom` in pyproject.toml). Where `project.urls`
has a `Source`, links and pictures lead there. Where it has none, a link is its words, and a
picture what is seen on it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!\w+:|#)([^)\s]+)\)")
WHERE = "\nThe pages that are named here are in the source archive, below `docs/`.\n"


def for_index(text: str, version: str, source: str | None = None) -> str:
    """The README's text without a link that leads nowhere.

    Args:
        source: the address of the repository, on a host that shows files below `/blob/TAG/` and
            gives them below `/raw/TAG/`.
    """

    def changed(found: re.Match[str]) -> str:
        picture, words, target = found.groups()
        if source is not None:
            place = f"{source.rstrip('/')}/{'raw' if picture else 'blob'}/v{version}/{target}"
            return f"{picture}[{words}]({place})"
        return f"*Picture: {words}.*" if picture else words

    return LINK.sub(changed, text) + ("" if source is not None else WHERE)


class CustomMetadataHook(MetadataHookInterface):
    """Gives the build that text; hatchling finds it by this name."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add what pyproject.toml calls dynamic."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        source = metadata.get("urls", {}).get("Source")
        content = for_index(text, metadata["version"], source)
        metadata["readme"] = {"content-type": "text/markdown", "text": content}
