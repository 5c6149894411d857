"""`make up` and `make down` from beginning to end, with the real engine, in a folder apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.counting import by_class
from tools.demo import emulator, runs
from tools.demo.places import DemoError, Places


@pytest.fixture(autouse=True)
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    """Where `make up` works in this test; whoever runs the tests may have a demo of their own."""
    places = Places(tmp_path / ".demo")
    monkeypatch.setattr(runs, "EMULATOR", places)
    yield places
    emulator.stop(places)


@pytest.fixture(autouse=True)
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Where `make up LIVE=1` works in this test."""
    places = Places(tmp_path / ".live")
    monkeypatch.setattr(runs, "LIVE", places)
    return places


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[emulator.Emulator]:
    """A service that the user's own environment leads to."""
    places = Places(tmp_path / "elsewhere")
    service = emulator.ensure(places)
    monkeypatch.setenv("PICTOGRAPH_BASE_URL", service.url)
    monkeypatch.setenv("PICTOGRAPH_API_KEY", service.key)
    yield service
    emulator.stop(places)


def names(service: emulator.Emulator) -> list[str]:
    with service.client() as client:
        return [project.name for project in client.projects.iter()]


def test_up_twice_and_down_twice(
    demo: Places, elsewhere: emulator.Emulator, capfd: pytest.CaptureFixture[str]
) -> None:
    runs.up()
    service = emulator.running(demo)
    assert service is not None
    printed = capfd.readouterr().out
    assert f"using the embedded emulator at {service.url}" in printed
    assert 'delete the line of the class "merge"' in printed
    assert f"See it in a browser, and switch faults on: {service.url}/\n" in printed
    console = httpx.get(service.url).text
    assert "road-signs" in console
    assert "Faults to switch on" in console
    with service.client() as client:
        facts = client.projects.insights("road-signs")
    assert (facts.total_images, by_class(facts)["merge"]) == (24, 25)

    runs.up()
    assert emulator.running(demo) == service
    assert "2 unchanged" in capfd.readouterr().out
    assert names(elsewhere) == []

    with service.client() as client:
        rest = [c for c in client.projects.get("road-signs").classes if c.name != "merge"]
        client.projects.update("road-signs", classes=rest)
    runs._summarise(service)
    printed = capfd.readouterr().out
    assert f"{service.url}/" in printed
    assert "Try next" not in printed  # it has been tried

    runs.down()
    printed = capfd.readouterr().out
    assert "removing the 24 images of road-signs" in printed
    assert "2 deleted" in printed
    assert emulator.running(demo) is None
    assert not demo.root.exists()

    runs.down()
    assert capfd.readouterr().out == "nothing is up\n"


def test_live_goes_where_the_users_key_leads_and_keeps_its_own_state(
    demo: Places, live: Places, elsewhere: emulator.Emulator, capfd: pytest.CaptureFixture[str]
) -> None:
    runs.live_up()
    assert names(elsewhere) == ["road-signs"]
    assert not demo.root.exists()
    written = [file.read_text(errors="replace") for file in live.root.rglob("*") if file.is_file()]
    assert not any(elsewhere.key in text for text in written)
    assert elsewhere.key not in capfd.readouterr().out

    runs.down()
    assert live.state.exists()
    runs.live_down()
    assert names(elsewhere) == []
    assert not live.root.exists()


def test_live_without_a_key_is_refused_in_one_sentence(
    live: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PICTOGRAPH_API_KEY", " ")
    with pytest.raises(DemoError, match="LIVE=1 needs a key"):
        runs.live_up()
    assert not live.root.exists()


def test_down_removes_what_a_damaged_demo_left(demo: Places) -> None:
    emulator.ensure(demo)
    demo.database.unlink()
    runs.down()
    assert emulator.running(demo) is None
    assert not demo.root.exists()
