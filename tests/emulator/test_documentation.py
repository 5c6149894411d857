"""docs/emulator.md says what is so."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from pictograph_provider.cli.emulator import _explained
from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.control import faults
from pictograph_provider.emulator.control.client import Control
from tests.test_documentation import ROOT, programs

PAGE = ROOT / "docs" / "emulator.md"
TEXT = PAGE.read_text()


def test_each_fault_has_its_line_and_its_options() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", TEXT, re.MULTILINE))
    own = faults._Fault.model_fields.keys() | {"kind"}

    for kind in faults._Fault.__subclasses__():
        what, _, options = rows.pop(kind.__name__.lower()).partition(" |")
        assert kind.__doc__
        assert what == kind.__doc__.splitlines()[0].replace("``", "`")
        assert re.findall(r"`(\w+)`", options) == [f for f in kind.model_fields if f not in own]
    assert rows == {}


def test_everything_the_control_plane_can_do_is_named() -> None:
    does = {name for name in vars(Control) if not name.startswith("_")} - {"close"}

    assert {name for name in does if f"`{name}(" not in TEXT} == set()


def test_the_example_passes_as_it_stands(tmp_path: Path) -> None:
    (program,) = programs(PAGE)
    (tmp_path / "test_example.py").write_text(program)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]

    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_what_serve_says_is_what_the_page_says(pictograph_emulator: Emulator) -> None:
    said = "\n".join(_explained(pictograph_emulator, Path("pictograph-emulator.db")))
    (shown,) = re.findall(r"^```\n(address .*?)\n```$", TEXT, re.MULTILINE | re.DOTALL)

    def plain(text: str) -> str:
        for own in (r"(?<=127\.0\.0\.1:)\d+", r"(?<=pk_live_)[\w.]+", r"/\S+(?=/pictograph-emu)"):
            text = re.sub(own, "", text)
        return text

    assert plain(said) == plain(shown)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pictures_are_small_enough_and_as_wide_as_a_window(scheme: str) -> None:
    picture = (ROOT / "docs" / "images" / f"console-{scheme}.png").read_bytes()
    width, height = struct.unpack(">II", picture[16:24])

    assert len(picture) < 300_000
    assert width == 1360
    assert height > 900
    assert f"images/console-{scheme}.png" in TEXT
