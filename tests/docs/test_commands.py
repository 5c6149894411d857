"""docs/commands.md is what the commands say of themselves."""

from __future__ import annotations

import pytest

from tools import commands


@pytest.mark.parametrize("columns", ["40", "200"])
def test_the_page_is_up_to_date_however_wide_the_window(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    current = commands.PAGE.read_text(encoding="utf-8") == commands.page()
    assert current, "write it again: python -m tools.commands"
