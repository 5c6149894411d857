"""docs/commands.md is what the commands say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import commands


@pytest.mark.parametrize("columns", ["40", "200"])
def test_the_page_is_up_to_date_however_wide_the_window(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert commands.main(["--check"]) == 0, capsys.readouterr().err


def test_a_page_that_is_not_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "PAGE", tmp_path / "commands.md")
    assert commands.main(["--check"]) == 1
    assert "python -m tools.commands" in capsys.readouterr().err
    assert commands.main([]) == 0
    assert commands.main(["--check"]) == 0
