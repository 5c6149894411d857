"""What the console's page says, and that nothing on it is anything but text."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.console import holdings
from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import API, Api, box
from tests.emulator.console.conftest import watching

Page = Callable[[], str]
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def text(page: str) -> str:
    """What a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def log(page: str) -> list[str]:
    """The lines of the log, newest first."""
    return [text(row) for row in re.findall(r'<tr id="request-.*?</tr>', page, re.DOTALL)]


def test_it_needs_no_key_and_leaves_none_behind(emulator: Emulator, page: Page) -> None:
    httpx.get(f"{emulator.url}/api/v1/developer/datasets/", headers={"X-API-Key": emulator.key})

    assert emulator.key not in page()
    assert "owner key" in text(page())


def test_it_shows_projects_with_what_their_classes_hold(api: Api, page: Page) -> None:
    assert "No projects yet" in page()
    api.dataset("road-signs", classes=[{"name": "stop", "type": "box", "color": "#F00"}])
    api.annotate(api.image(), box("stop"), box("stop"))
    api.annotate(api.image(filename="b.png"), box("stop"))
    api.delete("/images/road-signs/b.png")

    shown = text(page())

    assert "road-signs 1 image + 1 archived 3 annotations" in shown
    assert "stop bbox 2 + 1 archived annotations, color #F00" in shown
    assert 'fill="#F00"' in page()


def test_archived_projects_are_apart(api: Api, page: Page) -> None:
    api.dataset("here")
    api.dataset("gone")
    api.ok("POST", "/datasets/gone/archive")

    shown = text(page())

    assert "1 project, 1 archived" in shown
    assert shown.index("here") < shown.index("Archived projects (1)") < shown.index("gone")


def test_each_organization_shows_its_own(api: Api, control: Control, page: Page) -> None:
    api.dataset("ours")
    key = control.create_key(control.create_organization("Another"), "member")
    with Api(str(api.base_url).partition("/api")[0], key) as other:
        other.dataset("theirs")

    shown = text(page())

    assert shown.index("ours") < shown.index("Another") < shown.index("theirs")
    assert "member key" in shown


def test_annotations_that_lost_their_class_are_pointed_out(
    api: Api, control: Control, page: Page
) -> None:
    control.set(removal_keeps_annotations=True)
    api.dataset("road-signs", classes=[{"name": "stop", "type": "box"}])
    api.annotate(api.image(), box("stop"))
    api.patch("/datasets/road-signs", json={"classes": []})

    assert "1 annotation of classes that the list does not have" in text(page())
    assert "class stop (bbox) removed, its annotations stay" in log(page())[0]


def test_only_the_newest_of_very_many_are_shown(
    api: Api, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holdings, "MOST", 2)
    for number in range(3):
        api.dataset(f"number-{number}")

    shown = text(page())

    assert "3 projects" in shown
    assert "1 older project is not shown" in shown
    assert page().count("<article") == 2


def test_hostile_names_stay_text(api: Api, page: Page) -> None:
    name = HOSTILE.replace("/", "")
    api.dataset(name, description=HOSTILE, classes=[{"name": HOSTILE, "type": HOSTILE}])
    api.get("/datasets/%3Cimg%20src=x%3E?a=<b>")

    html = page()

    assert html.count("<script") == 1
    assert "<img" not in html
    assert "<b>" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") >= 3


@pytest.mark.parametrize("color", ["url(#a)", "url(http://example.com/a.svg)", 'red" onload="x'])
def test_what_is_no_color_is_never_used_as_one(
    api: Api, emulator: Emulator, page: Page, color: str
) -> None:
    dataset = api.dataset("road-signs", classes=[{"name": "stop", "color": "red"}])
    assert 'fill="red"' in page()
    # The service takes none of these; a file may hold anything.
    assert emulator.path is not None
    with sqlite3.connect(emulator.path) as db:
        db.execute(
            "UPDATE datasets SET classes = json_set(classes, '$[0].color', ?) WHERE id = ?",
            (color, dataset["id"]),
        )
    db.close()

    assert "color none" in page()
    assert color.partition("(")[0] + "(" not in page()
    assert "onload" not in page()


def test_the_log_says_what_each_request_changed(api: Api, page: Page) -> None:
    classes = [{"name": name, "type": "box", "color": "red"} for name in ("stop", "yield", "merge")]
    api.dataset("taken")
    api.dataset("road-signs", classes=classes)
    api.annotate(api.image(), box("stop"), box("merge"))
    api.patch("/datasets/road-signs", json={"classes": classes[:2]})
    rename = {"dataset": "road-signs", "old_name": "yield", "new_name": "give way"}
    api.ok("POST", "/annotations/rename-class", rename)
    api.get("/datasets/nothing")
    api.patch("/datasets/road-signs", json={"classes": [], "new_name": "taken"})
    api.patch("/datasets/road-signs", json={"new_name": "signs"})
    api.delete("/datasets/signs")

    deleted, renamed, refused, missing, moved, removed, saved, *_, created, _ = log(page())

    assert created.endswith("project road-signs created with 3 classes")
    assert saved.endswith("2 annotations saved on 1 image")
    assert removed.endswith("class merge (bbox) removed, with 1 annotation")
    assert moved.endswith("class yield renamed to give way, with 0 annotations")
    assert missing.endswith("404 Not Found nothing")
    assert refused.endswith("409 Conflict nothing")
    assert renamed.endswith("name of project road-signs set")
    assert deleted.endswith("project signs deleted, with 1 image and 1 annotation")


def test_the_log_says_which_fault_a_request_met(api: Api, control: Control, page: Page) -> None:
    control.fault("status", status=503, after_effect=True)
    api.post("/datasets/", json={"name": "road-signs"})
    headers = {"Idempotency-Key": "1"}
    for _ in range(2):
        api.post("/datasets/", json={"name": "again"}, headers=headers)

    repeat, first, late = log(page())

    assert late.endswith(
        "503 Service Unavailable fault: status project road-signs created with 0 classes"
    )
    assert first.endswith("project again created with 0 classes")
    assert repeat.endswith("a repeat: answered as the first time, not done again")


def test_a_lost_answer_and_one_that_is_waited_for_are_told_apart(
    api: Api, control: Control, emulator: Emulator
) -> None:
    control.fault("reset")
    with pytest.raises(httpx.ReadError):
        api.get("/datasets/")
    control.fault("latency", seconds=600)
    url = urlsplit(emulator.url)
    with closing(HTTPConnection(url.netloc)) as waiting, watching(emulator) as next_page:
        waiting.request("GET", f"{API}/datasets/", headers={"X-API-Key": emulator.key})
        while "waiting" not in (shown := next_page()):
            pass

    assert ["waiting" in line for line in log(shown)] == [True, False]
    assert "no answer" in log(shown)[1]


def test_nothing_of_the_console_is_logged(api: Api, control: Control, page: Page) -> None:
    page()
    httpx.get(f"{str(api.base_url).partition('/api')[0]}/_console/console.css")

    assert control.requests() == []


def test_it_is_live(api: Api, control: Control, emulator: Emulator) -> None:
    with watching(emulator) as next_page:
        assert "road-signs" not in next_page()
        api.dataset("road-signs")
        while "road-signs</h3>" not in next_page():
            pass
        control.fault("latency", seconds=1, path="x")
        while "latency, by a test" not in (shown := next_page()):
            pass

    assert "The request waits before it is handled, unless a reset comes before that." in shown
    assert "path: x. seconds: 1.0. Hits the next 1 request of these." in shown


def test_whoever_watches_does_not_hold_up_a_stop(tmp_path: Path) -> None:
    with Emulator(tmp_path / "emulator.db") as emulator, watching(emulator) as next_page:
        next_page()
        emulator.stop()
        with pytest.raises(StopIteration):
            next_page()


def test_without_the_control_plane_it_only_shows(quiet: Emulator) -> None:
    with Api(quiet.url, quiet.key) as api:
        api.dataset("road-signs")
    html = httpx.get(quiet.url).text

    assert "project road-signs created" in html
    assert "--control" in html
    assert "<form" not in html
    for form in ("faults", "clock", "keys"):
        assert httpx.post(f"{quiet.url}/_console/{form}").status_code == 404
    assert httpx.get(f"{quiet.url}/_emulator/requests").status_code == 404
