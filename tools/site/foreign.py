"""What the pages of the site would load from elsewhere: nothing, so that no reader is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"""(?:url\(|@import)\s*['"]?((?:https?:)?//[^'")\s;]+)""", re.IGNORECASE)
LOADING = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect", "manifest"}
"""Kinds of links that a browser follows by itself."""

DRAWN_BY_A_SCRIPT = {"mermaid"}
"""Classes for which the theme loads a script from elsewhere."""


def foreign(site: Path) -> Iterator[str]:
    """Each thing that a page or a style loads from elsewhere, behind the file that does."""
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".svg"):
            page = _Page()
            page.feed(path.read_text(encoding="utf-8"))
            found = page.found
        elif path.suffix == ".css":
            found = IN_STYLE.findall(path.read_text(encoding="utf-8"))
        else:
            continue
        for what in found:
            yield f"{path.relative_to(site)} loads {what}"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += IN_STYLE.findall(given.get("style", ""))
        self.found += [f"a script for {name}" for name in _drawn(given.get("class", ""))]
        loads = ["src", "srcset", "data", "poster"]
        if (tag == "link" and LOADING & {*given.get("rel", "").split()}) or tag in ("image", "use"):
            loads += ["href", "xlink:href"]
        self.found += [given[name] for name in loads if ELSEWHERE.match(given.get(name, ""))]

    def handle_data(self, data: str) -> None:
        if self.rawdata and self.cdata_elem == "style":
            self.found += IN_STYLE.findall(data)


def _drawn(classes: str) -> list[str]:
    return sorted(DRAWN_BY_A_SCRIPT & {*classes.split()})
