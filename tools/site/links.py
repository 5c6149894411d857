"""Where a link of a page in the clone leads on the site."""

from __future__ import annotations

import posixpath
import re

PAGES = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "benchmarks/README.md": "benchmarks.md",
    **{
        f"examples/{name}/README.md": f"examples/{name}.md"
        for name in (
            "automation_api",
            "go",
            "multi_environment",
            "single_file",
            "typescript",
            "yaml",
        )
    },
}
"""Files of the clone that are pages of the site, by their paths in both."""

FILES = {
    "pictograph_provider/review/report.schema.json": "report.schema.json",
    "examples/yaml/Pulumi.yaml": "examples/files/Pulumi.yaml",
}
"""Files of the clone that the site hands out as they are."""

INSTEAD = {"README.md": "install.md"}
"""What says on the site what this file says in the clone."""

LINK = re.compile(r"(?<=\]\()(?!\w+:|#)([^)#\s]+)(#[^)\s]*)?(?=\))")


def for_site(text: str, path: str) -> str:
    """A page's text, with links that fit the site.

    Args:
        path: of the page in the clone. What a link of it leads to and the site does not have is
            left as it is, so that the build fails with its name.
    """
    here = _page(path)

    def rewritten(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[1]))
        there = _page(target)
        if there is None or here is None:
            return found[0]
        anchor = "" if target in INSTEAD else found[2] or ""
        return posixpath.relpath(there, posixpath.dirname(here) or ".") + anchor

    return LINK.sub(rewritten, text)


def _page(path: str) -> str | None:
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    return {**PAGES, **FILES, **INSTEAD}.get(path)
