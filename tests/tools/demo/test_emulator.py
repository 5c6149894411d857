"""The demo's emulator: one process, its own, that is found again or replaced."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.demo import emulator
from tools.demo.places import DemoError, Places


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    here = Places(tmp_path / "a demo")
    yield here
    emulator.stop(here)


def killed(places: Places) -> emulator.Emulator:
    """An emulator that has been ended with no chance to clean up."""
    service = emulator.ensure(places)
    os.kill(service.pid, signal.SIGKILL)
    os.waitpid(service.pid, 0)
    return service


def test_it_is_started_and_then_found_again(places: Places) -> None:
    first = emulator.ensure(places)
    assert emulator.ensure(places) == first
    with first.client() as client:
        assert client.organizations.me().id == first.organization_id


def test_after_a_crash_a_new_one_serves_the_same_things_at_the_same_address(places: Places) -> None:
    dead = killed(places)
    assert emulator.running(places) is None
    new = emulator.ensure(places)
    assert new.pid != dead.pid
    assert (new.url, new.key, new.organization_id) == (dead.url, dead.key, dead.organization_id)


def test_when_its_port_is_taken_it_takes_another(places: Places) -> None:
    url = killed(places).url
    other = Places(places.root.with_name("another demo"))
    other.root.mkdir()
    other.ready.write_text(places.ready.read_text())
    try:
        assert emulator.ensure(other).url == url
        assert emulator.ensure(places).url != url
    finally:
        emulator.stop(other)


@pytest.mark.parametrize("alive", [True, False])
def test_without_its_file_it_begins_anew_and_the_old_state_goes(
    places: Places, alive: bool
) -> None:
    old = emulator.ensure(places) if alive else killed(places)
    (places.state / "stacks").mkdir(parents=True)
    places.seeded.write_text("[]")
    for file in places.root.glob("emulator.db*"):
        file.unlink()
    new = emulator.ensure(places)
    assert new.organization_id != old.organization_id
    assert not places.state.exists()
    assert not places.seeded.exists()


def test_a_file_that_is_no_database_is_named_in_one_sentence(places: Places) -> None:
    places.root.mkdir()
    places.database.write_text("not a database" * 100)
    with pytest.raises(DemoError, match=r"did not start: .*emulator\.db"):
        emulator.ensure(places)


def test_stopping_ends_the_process(places: Places) -> None:
    service = emulator.ensure(places)
    emulator.stop(places)
    os.waitpid(service.pid, 0)
    assert emulator.running(places) is None


def test_a_process_that_only_has_the_old_number_is_left_alone(places: Places) -> None:
    dead = killed(places)
    places.ready.write_text(json.dumps({**vars(dead), "pid": os.getpid()}))
    assert emulator.running(places) is None
    emulator.stop(places)  # would end this very process


def test_stopping_what_was_never_started_is_no_error(places: Places) -> None:
    emulator.stop(places)
