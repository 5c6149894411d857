"""Documentation that cannot lie: links lead somewhere, programs run, commands are written of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from pictograph_provider.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
PROGRAM = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


CITATION = re.compile(r"service\s+contract,\s+(?:#\s+)?(?:section\s+)?(\d+(?:\.\d+)?)")
SECTION = re.compile(r"^##+ (\d+(?:\.\d+)?)\.? ", re.MULTILINE)


def programs(page: Path) -> list[str]:
    """The Python programs on a page."""
    return PROGRAM.findall(page.read_text())


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) < 80


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    assert not [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_programs_are_python(page: Path) -> None:
    for program in programs(page):
        compile(program, str(page), "exec")


def test_every_command_is_written_of() -> None:
    text = "".join(page.read_text() for page in PAGES)
    names = get_command(app).commands  # type: ignore[attr-defined]
    assert not [name for name in names if name != "emulator" and name not in text]


def test_no_page_has_a_path_of_one_machine() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.}])/(root|work|tmp)/\w", page.read_text()), page


def test_every_citation_of_the_service_contract_leads_to_a_section() -> None:
    sections = set(SECTION.findall((ROOT / "docs/service-contract.md").read_text()))
    cited = [
        (path.name, number)
        for path in (ROOT / "pictograph_provider").rglob("*.py")
        for number in CITATION.findall(path.read_text())
    ]
    assert len(cited) > 15
    assert not [(name, number) for name, number in cited if number not in sections]
