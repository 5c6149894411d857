"""The README on a package index: nothing in it leads nowhere."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from tests.packaging.bare import build
from tests.test_documentation import ROOT
from tools.readme import for_index

README = (ROOT / "README.md").read_text()
RELATIVE = re.compile(r"\]\((?!https://|#)")


def test_without_an_address_a_link_is_its_words() -> None:
    text = for_index(README, "1.2.3")
    assert RELATIVE.search(README)
    assert not RELATIVE.search(text)
    assert "Start with the tutorial (ten minutes) or installation." in text
    assert "*Picture: A refused preview: " in text
    assert "in the source archive, below `docs/`" in text


def test_with_an_address_all_of_them_lead_there() -> None:
    text = for_index(README, "1.2.3", "https://signs.example/team/signs/")
    assert "[tutorial](https://signs.example/team/signs/blob/v1.2.3/docs/tutorial.md)" in text
    assert "](https://signs.example/team/signs/raw/v1.2.3/docs/images/refused.svg)" in text
    assert not RELATIVE.search(text)
    assert "source archive" not in text


def test_what_leads_elsewhere_is_left_as_it_is() -> None:
    text = "See [Pulumi](https://www.pulumi.com) and [below](#use-it).\n"
    assert for_index(text, "1.2.3").startswith(text)


def test_the_wheel_has_it(tmp_path: Path) -> None:
    wheel = build(tmp_path, "wheel")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        _, _, text = archive.read(name).decode().partition("\n\n")
    assert text.strip() == for_index(README, "").strip()
