"""The site of the documentation: what is on it, where its links lead, and what it loads."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.site import __main__ as site
from tools.site.foreign import foreign
from tools.site.links import FILES, INSTEAD, PAGES, for_site

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / "tools" / "site" / "mkdocs.yml").read_text()
NAV = re.findall(r"^ +- .+: (\S+\.md)$", CONFIG.partition("\nnav:")[2], re.MULTILINE)
DOCS = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("*.md")]

OWN = (
    '<link rel="stylesheet" href="../a.css"><script src="a.js"></script>'
    '<a href="https://semver.org">a link is followed by people only</a>'
    '<link rel="canonical" href="https://signs.example/">'
)


def test_every_page_is_reached_by_the_navigation_once() -> None:
    assert sorted(NAV) == sorted([*DOCS, *PAGES.values()])


def test_every_example_is_on_the_site() -> None:
    examples = {path.parent.name for path in (ROOT / "examples").glob("*/README.md")}
    assert {f"examples/{name}/README.md" for name in examples} <= PAGES.keys()


def test_what_lies_outside_of_the_docs_is_there() -> None:
    assert [path for path in (*PAGES, *FILES, *INSTEAD) if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize(
    ("page", "link", "on_the_site"),
    [
        (
            "docs/review.md",
            "../pictograph_provider/review/report.schema.json",
            "report.schema.json",
        ),
        ("docs/languages.md", "../README.md#use-it", "install.md"),
        ("docs/languages.md", "../examples/go/README.md", "examples/go.md"),
        ("docs/languages.md", "project.md#keys", "project.md#keys"),
        ("CONTRIBUTING.md", "docs/architecture.md", "architecture.md"),
        ("examples/go/README.md", "../../docs/languages.md", "../languages.md"),
        ("docs/index.md", "images/refused.svg", "images/refused.svg"),
        ("docs/index.md", "https://www.pulumi.com", "https://www.pulumi.com"),
        ("docs/index.md", "../Makefile", "../Makefile"),  # not there: the build names it and fails
    ],
)
def test_a_link_leads_to_the_same_page_on_the_site(page: str, link: str, on_the_site: str) -> None:
    assert for_site(f"see [this]({link}).", page) == f"see [this]({on_the_site})."


def test_the_lock_pins_all_that_builds_it() -> None:
    lock = (ROOT / "tools" / "site" / "requirements.lock").read_text()
    for line in (ROOT / "tools" / "site" / "requirements.in").read_text().splitlines():
        name = re.split(r"[\[>=]", line)[0]
        assert re.search(rf"^{name}==[\d.]+ ", lock, re.MULTILINE), name
    assert "://" not in lock


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once for these tests."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "SITE", folder)
        assert site.main() == 0
    return folder


def test_it_holds_what_is_made_from_the_code(built: Path) -> None:
    assert "save_before_removal" in (built / "api" / "index.html").read_text()


def test_a_link_that_leads_nowhere_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "SITE", tmp_path / "site")
    monkeypatch.setattr(site, "CONFIG", tmp_path / "mkdocs.yml")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[gone](nowhere.md)\n")
    site.CONFIG.write_text("site_name: one page\ndocs_dir: docs\n")
    assert site.main() != 0
    assert "nowhere.md" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", '<script src="https://cdn.example/a.js"></script>'),
        ("a.html", '<link rel="stylesheet" href="//cdn.example/a.css">'),
        ("a.html", '<img alt="" src="http://cdn.example/a.png">'),
        ("a.html", '<p style="background: url(https://cdn.example/a.png)">'),
        ("a.html", '<pre class="mermaid"><code>flowchart TD</code></pre>'),
        ("a.html", "<style>@import 'https://cdn.example/a.css';</style>"),
        ("a.svg", '<svg><image href="https://cdn.example/a.png"/></svg>'),
        ("a.css", '@font-face { src: url("https://cdn.example/a.woff2") }'),
    ],
)
def test_what_a_page_loads_from_elsewhere_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "own.html").write_text(OWN)
    assert [*foreign(tmp_path)] == []
    (tmp_path / name).write_text(text)
    (found,) = foreign(tmp_path)
    assert found.startswith(f"{name} loads ")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_browser_asks_nobody_else(built: Path, browser: Chrome) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built)))
    home = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for page in ("", "architecture/", "api/", "performance/", "emulator/"):
        browser.get(home + page)
        asked = browser.execute_script(
            "return performance.getEntriesByType('resource').map(one => one.name)"
        )
        assert asked
        assert [one for one in asked if not one.startswith((home, "data:"))] == []
    server.shutdown()
    server.server_close()
