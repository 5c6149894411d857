"""The emulator as a process: it starts fast, says where it is, and forgets nothing."""

from __future__ import annotations

import json
import resource
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from pictograph_provider.emulator import Emulator
from tests.emulator.conftest import Api
from tests.waiting import PATIENCE

COMMAND = Path(sys.executable).with_name("pictograph-provider")


@dataclass
class Process:
    """A served emulator and what it printed."""

    popen: subprocess.Popen[str]
    url: str
    key: str

    def end(self, number: int) -> int:
        self.popen.send_signal(number)
        return self.popen.wait(PATIENCE)


@contextmanager
def served(db: Path, *options: str) -> Iterator[Process]:
    command: list[str | Path] = [COMMAND, "emulator", "serve", "--db", db, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as popen:
        assert popen.stdout is not None
        try:
            url, key = (popen.stdout.readline().strip() for _ in range(2))
            yield Process(popen, url, key)
        finally:
            popen.kill()


def test_it_prints_an_address_and_an_owners_key(tmp_path: Path) -> None:
    with served(tmp_path / "emulator.db") as process:
        assert process.url.startswith("http://127.0.0.1:")
        assert process.key.startswith("pk_live_")
        with Api(process.url, process.key) as api:
            assert api.dataset()["name"] == "road-signs"
            assert api.delete("/datasets/road-signs").status_code == 200


def test_a_start_takes_less_than_a_second_and_a_half_of_processor_time(tmp_path: Path) -> None:
    # Not of the clock: other tests may be running.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with served(tmp_path / "emulator.db") as process:
        process.end(signal.SIGTERM)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.5


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told_to(tmp_path: Path, number: int) -> None:
    with served(tmp_path / "emulator.db") as process:
        assert process.end(number) == 0
    assert not list(tmp_path.glob("*-wal"))


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    db = tmp_path / "emulator.db"
    headers = {"Idempotency-Key": "1"}
    with served(db) as process, Api(process.url, process.key) as api:
        first = api.post("/datasets/", json={"name": "road-signs"}, headers=headers)
        api.image()
        process.end(signal.SIGKILL)

    with served(db) as again, Api(again.url, again.key) as api:
        assert again.key == process.key
        assert api.ok("GET", "/datasets/road-signs")["image_count"] == 1
        repeat = api.post("/datasets/", json={"name": "road-signs"}, headers=headers)
        assert repeat.content == first.content


def test_the_ready_file_says_all_a_script_needs(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    with served(tmp_path / "emulator.db", "--ready-file", str(ready)) as process:
        # Written after the lines are printed; an answer proves that the server has got further.
        httpx.get(process.url)
        content = json.loads(ready.read_text())
        with Api(process.url, process.key) as api:
            organization = api.get("/organizations/me").json()["organization"]

        assert content == {
            "url": process.url,
            "key": process.key,
            "organization_id": organization["id"],
            "pid": process.popen.pid,
        }
    assert stat.S_IMODE(ready.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("ready*")] == ["ready.json"]


def test_the_control_plane_is_served_when_asked_for(tmp_path: Path) -> None:
    with served(tmp_path / "emulator.db", "--control") as process:
        assert httpx.post(f"{process.url}/_emulator/reset").status_code == 200
    with served(tmp_path / "emulator.db") as process:
        assert httpx.post(f"{process.url}/_emulator/reset").status_code == 404


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    db = tmp_path / "emulator.db"
    with Emulator(db):
        pass

    assert stat.S_IMODE(db.stat().st_mode) == 0o600


def test_a_taken_port_is_an_error(tmp_path: Path) -> None:
    # That nothing stays open shows in pytest, which turns a ResourceWarning into an error.
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        Emulator(tmp_path / "emulator.db", port=taken.getsockname()[1])


def test_many_clients_at_once_lose_nothing(emulator: Emulator) -> None:
    with Api(emulator.url, emulator.key) as api, ThreadPoolExecutor(8) as pool:
        names = [f"dataset-{number}" for number in range(40)]
        list(pool.map(api.dataset, names))

        assert sorted(row["name"] for row in api.ok("GET", "/datasets/")) == sorted(names)
