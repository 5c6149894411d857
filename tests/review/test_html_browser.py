"""The page in a real browser: its own script runs under its own policy, and no other does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pictograph_provider.review.html import html
from tests.review.reports import change, report

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
WAYS = [{"label": "destroy it", "code": 'allow_class_removal=["merge"]'}]
NAME = "<script>document.title = 'taken over'</script>"


@pytest.mark.skipif(BROWSER is None, reason="no browser: apt-get install chromium")
def test_its_script_runs_and_no_other(tmp_path: Path) -> None:
    page = html(report(change(NAME, "refused", ways_out=WAYS)))
    foreign = "<script>document.title = 'taken over'</script></body>"
    (tmp_path / "review.html").write_text(page.replace("</body>", foreign), encoding="utf-8")
    done = subprocess.run(
        [
            str(BROWSER),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            str(tmp_path / "review.html"),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "<title>Review of signs/dev</title>" in done.stdout
    assert 'aria-label="Copy allow_class_removal' in done.stdout
    assert "<style>" in done.stdout
