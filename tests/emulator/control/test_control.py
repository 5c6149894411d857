"""The rest of the control plane: reset, keys, the clock, the switches, the request log."""

from __future__ import annotations

import httpx
import pytest

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api


def test_a_reset_leaves_the_first_key_and_nothing_else(
    api: Api, control: Control, emulator: Emulator
) -> None:
    api.dataset("road-signs")
    other = control.create_key(control.create_organization("Another"))
    control.set(dataset_limit=0)
    control.fault("status", status=500, times=None)
    control.advance_clock(3600)
    control.revoke_key(emulator.key)

    control.reset()

    assert control.requests() == []
    assert api.ok("GET", "/datasets/") == []
    assert api.post("/datasets/", json={"name": "road-signs"}).status_code == 201
    with Api(emulator.url, other) as nobody:
        assert nobody.get("/datasets/").status_code == 401


def test_the_log_has_what_came_in_and_leaves_the_key_out(
    api: Api, control: Control, emulator: Emulator
) -> None:
    api.post("/datasets/?a=b", json={"name": "é"}, headers={"Idempotency-Key": "1"})
    api.get("/datasets/%C3%A9")

    create, read = control.requests()

    assert (create.method, create.path, create.query) == (
        "POST",
        "/api/v1/developer/datasets/",
        "a=b",
    )
    assert create.body == '{"name":"é"}'
    assert create.headers["idempotency-key"] == "1"
    assert create.headers["x-api-key"] == "(left out)"
    assert (create.status, read.status) == (201, 200)
    assert read.path == "/api/v1/developer/datasets/%C3%A9"
    assert emulator.key not in repr(control.requests())


def test_the_log_shows_a_request_that_got_no_answer(api: Api, control: Control) -> None:
    control.fault("reset")

    with pytest.raises(httpx.ReadError):
        api.get("/datasets/")

    assert [entry.status for entry in control.requests()] == [None]


def test_the_log_can_be_forgotten(api: Api, control: Control) -> None:
    api.get("/datasets/")
    control.forget_requests()

    assert control.requests() == []


def test_the_clock_moves_what_is_stamped(api: Api, control: Control) -> None:
    before = api.dataset("before")["created_at"]
    control.advance_clock(-3600)

    assert api.dataset("after")["created_at"] < before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/settings", {"nonsense": 1}),
        ("/faults", {"kind": "nonsense"}),
        ("/faults", {"kind": "latency"}),
        ("/faults", {"kind": "status", "status": 200}),
        ("/faults", {"kind": "reset", "path": "("}),
        ("/keys", {"organization_id": "x", "role": "king"}),
    ],
)
def test_what_makes_no_sense_is_refused(emulator: Emulator, path: str, body: object) -> None:
    method = "PATCH" if path == "/settings" else "POST"

    answer = httpx.request(method, f"{emulator.url}/_emulator{path}", json=body)

    assert answer.status_code == 422


def test_a_key_needs_an_organization(control: Control) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        control.create_key("nobody")


def test_settings_and_faults_can_be_read(emulator: Emulator) -> None:
    control = emulator.control
    control.set(export_reads=3)
    control.fault("latency", seconds=1, path="x", skip=2)

    settings = httpx.get(f"{emulator.url}/_emulator/settings").json()
    (fault,) = control.faults()

    assert settings["export_reads"] == 3
    assert (fault["kind"], fault["path"], fault["skip"]) == ("latency", "x", 2)
