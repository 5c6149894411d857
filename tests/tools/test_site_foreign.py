"""What a page of the site loads from elsewhere is found."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tools.browser import NoBrowserError, chromium
from tools.site import __main__ as site
from tools.site.foreign import foreign

OWN = (
    '<link rel="stylesheet" href="../a.css"><script src="a.js"></script>'
    '<a href="https://semver.org">a link is followed by people only</a>'
    '<link rel="canonical" href="https://signs.example/">'
)


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
def test_it_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "own.html").write_text(OWN)
    assert [*foreign(tmp_path)] == []
    (tmp_path / name).write_text(text)
    (found,) = foreign(tmp_path)
    assert found.startswith(f"{name} loads ")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_browser_asks_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "SITE", tmp_path / "site")
    assert site.main() == 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site.SITE)))
    home = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with chromium() as browser:
            for page in ("", "architecture/", "api/", "performance/", "emulator/"):
                browser.get(home + page)
                asked = browser.execute_script(
                    "return performance.getEntriesByType('resource').map(one => one.name)"
                )
                assert asked
                assert [one for one in asked if not one.startswith((home, "data:"))] == []
    except NoBrowserError as error:
        pytest.skip(str(error))
    finally:
        server.shutdown()
        server.server_close()
