"""The site of the documentation: what is on it, and where its links lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.site import __main__ as site
from tools.site.links import FILES, INSTEAD, PAGES, for_site

ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / "tools" / "site" / "mkdocs.yml").read_text()
NAV = re.findall(r"^ +- .+: (\S+\.md)$", CONFIG.partition("\nnav:")[2], re.MULTILINE)
DOCS = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("*.md")]


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


def test_it_is_built_and_a_link_that_leads_nowhere_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "SITE", tmp_path / "site")
    assert site.main() == 0, capfd.readouterr().err
    assert "save_before_removal" in (tmp_path / "site" / "api" / "index.html").read_text()

    monkeypatch.setattr(site, "CONFIG", tmp_path / "mkdocs.yml")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[gone](nowhere.md)\n")
    site.CONFIG.write_text("site_name: one page\ndocs_dir: docs\n")
    assert site.main() != 0
    assert "nowhere.md" in capfd.readouterr().err
