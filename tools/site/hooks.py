"""What mkdocs asks while it builds the site: files from beside `docs/`, and links that fit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mkdocs.structure.files import File  # noqa: E402

from tools.site.links import FILES, PAGES, for_site  # noqa: E402


def on_files(files: Any, config: Any) -> Any:
    """Add what lies outside of `docs/`."""
    for path, page in (PAGES | FILES).items():
        text = (ROOT / path).read_text(encoding="utf-8")
        content = for_site(text, path) if path in PAGES else text
        files.append(File.generated(config, page, content=content))
    return files


def on_page_markdown(text: str, page: Any, **_: Any) -> str:
    """Links of a page in `docs/` that lead out of it."""
    path = page.file.src_uri
    return text if path in PAGES.values() else for_site(text, f"docs/{path}")
