"""A machine with an empty cache, and nothing on PATH but the shell's own tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.engine import cache


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The first directory on PATH; it is empty, and neither Pulumi nor Go is elsewhere on it."""
    first = tmp_path / "path"
    first.mkdir()
    monkeypatch.setenv("PATH", f"{first}:/usr/bin:/bin")
    monkeypatch.setattr("tools.engine.golang._USUAL_PLACE", str(first))
    return first


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An engine cache of the test's own; the folder does not exist yet."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return cache.root()


@pytest.fixture(autouse=True)
def no_download(monkeypatch: pytest.MonkeyPatch) -> None:
    """The official release can't be reached, wherever the tests run."""
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
