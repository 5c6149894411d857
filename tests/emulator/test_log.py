"""What a served emulator writes while it works: no key that was sent, not even a wrong one."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api
from tests.emulator.test_server import COMMAND
from tests.waiting import PATIENCE, until

WRONG = "pk_live_not_this_one"


def test_it_writes_down_no_key(tmp_path: Path) -> None:
    db = tmp_path / "emulator.db"
    command: list[str | Path] = [COMMAND, "emulator", "serve", "--control", "--db", db]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            url, owners = (process.stdout.readline().strip() for _ in range(2))
            member, requests = use(url, owners, db)
            process.send_signal(signal.SIGTERM)
            rest, log = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    assert "unhandled error in GET" in log  # so it does write
    assert rest == ""  # after the owner's key, which it is meant to say
    assert requests.count("(left out)") == 6
    for key in (owners, member, WRONG):
        assert key not in log
        assert key not in requests


def test_a_request_that_was_cut_off_leaves_no_traceback(tmp_path: Path) -> None:
    db = str(tmp_path / "emulator.db")
    command = [str(COMMAND), "emulator", "serve", "--control", "--db", db]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        url, key = (process.stdout.readline().strip() for _ in range(2))
        with closing(Control(url)) as control, Api(url, key) as api, ThreadPoolExecutor() as pool:
            control.fault("latency", seconds=60.0)
            asked = pool.submit(api.get, "/datasets/")
            until(lambda: not control.faults())
            process.send_signal(signal.SIGINT)
            _, log = process.communicate(timeout=PATIENCE)
            assert asked.result().status_code == 500
    assert process.returncode == 0
    assert log == "Cancel 1 running task(s), timeout graceful shutdown exceeded\n"


def use(url: str, owners: str, db: Path) -> tuple[str, str]:
    """Ask for what works and what does not; the member's key, and the requests as logged."""
    with closing(Control(url)) as control:
        with Api(url, owners) as api:
            organization = api.get("/organizations/me").json()["organization"]["id"]
            assert api.dataset()["name"] == "road-signs"
        member = control.create_key(organization, "member")
        with Api(url, member) as api:
            assert api.delete("/datasets/road-signs").status_code == 403
        with Api(url, WRONG) as api:
            assert api.get("/datasets/").status_code == 401
            assert api.post("/datasets/", content=b"{").status_code == 401
        with closing(sqlite3.connect(db)) as other:
            other.execute("ALTER TABLE datasets RENAME TO gone")
        with Api(url, member) as api:
            assert api.get("/datasets/").status_code == 500
        return member, json.dumps([request.model_dump() for request in control.requests()])
