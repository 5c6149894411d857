"""Each fault over a real socket, as a client meets it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import API, Api, box, create, names
from tests.waiting import PATIENCE, until


def test_latency_makes_a_client_time_out(api: Api, control: Control) -> None:
    control.fault("latency", seconds=2)

    with pytest.raises(httpx.ReadTimeout):
        api.get("/datasets/", timeout=httpx.Timeout(PATIENCE, read=0.05))
    assert api.get("/datasets/", timeout=PATIENCE).status_code == 200


def test_what_waits_has_no_effect_after_a_reset(api: Api, control: Control) -> None:
    control.fault("latency", seconds=3)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(create, api)
        until(lambda: bool(control.requests()))
        control.reset()
        with pytest.raises(httpx.TransportError):
            waiting.result()
    assert names(api) == []


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_status_is_answered_instead_of_the_effect(
    api: Api, control: Control, status: int
) -> None:
    control.fault("status", status=status)

    answer = create(api)

    assert answer.status_code == status
    assert "Retry-After" not in answer.headers
    assert answer.json()["error"]["message"]
    assert names(api) == []


def test_a_status_can_say_when_to_come_again(api: Api, control: Control) -> None:
    control.fault("status", status=429, retry_after="2")

    assert create(api).headers["Retry-After"] == "2"


def test_a_status_can_come_after_the_effect(api: Api, control: Control) -> None:
    control.fault("status", status=504, after_effect=True)

    assert create(api).status_code == 504
    assert names(api) == ["road-signs"]


def test_a_refused_connection_is_none_at_all_and_ends(emulator: Emulator) -> None:
    emulator.control.fault("refuse", seconds=0.2)
    # Tries again, with growing pauses, only where no connection came about.
    patient = httpx.Client(transport=httpx.HTTPTransport(retries=5), trust_env=False)

    with Api(emulator.url, emulator.key) as api, patient:
        with pytest.raises(httpx.ReadError):
            create(api)
        with pytest.raises(httpx.ConnectError):
            create(api)
        patient.headers.update(api.headers)
        rows = patient.get(f"{emulator.url}{API}/datasets/").json()["data"]
        assert rows == []


def test_a_reset_before_the_effect_changes_nothing(api: Api, control: Control) -> None:
    control.fault("reset")

    with pytest.raises(httpx.ReadError):
        create(api)
    assert names(api) == []


def test_a_reset_after_the_effect_leaves_it(api: Api, control: Control) -> None:
    control.fault("reset", after_effect=True)

    with pytest.raises(httpx.ReadError):
        create(api)
    assert names(api) == ["road-signs"]


def test_a_truncated_body_is_shorter_than_it_says(api: Api, control: Control) -> None:
    control.fault("truncate")

    with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
        create(api)
    assert names(api) == ["road-signs"]


@pytest.mark.parametrize(("after_effect", "stored"), [(False, []), (True, ["road-signs"])])
def test_a_page_of_html_looks_like_success(
    api: Api, control: Control, after_effect: bool, stored: list[str]
) -> None:
    control.fault("html", after_effect=after_effect)

    answer = create(api)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert names(api) == stored


def test_a_dripping_body_arrives_in_the_end(api: Api, control: Control) -> None:
    control.fault("drip", seconds=0.1)

    with api.stream("POST", "/datasets/", json={"name": "road-signs"}) as answer:
        pieces = list(answer.iter_raw())

    assert len(pieces) > 5
    assert b"".join(pieces).endswith(b"}}")


def test_stale_reads_show_what_was_before_the_last_writes(api: Api, control: Control) -> None:
    create(api, "before")
    control.fault("stale", writes=2, times=3)

    assert names(api) == ["before"]
    create(api, "one")
    create(api, "two")
    assert names(api) == ["before"]
    create(api, "three")
    assert names(api) == ["one", "before"]
    assert names(api) == ["three", "two", "one", "before"]


def test_stale_reads_can_show_what_was_when_they_were_switched_on(
    api: Api, control: Control
) -> None:
    create(api, "before")
    control.fault("stale", writes=None, skip=1, times=2)
    create(api, "one")
    control.fault("stale", writes=None, times=1)  # keeps the first moment
    create(api, "two")

    assert [names(api) for _ in range(4)] == [
        ["before"],
        ["before"],
        ["before"],
        ["two", "one", "before"],
    ]


def test_what_was_kept_for_stale_reads_is_forgotten_with_them(api: Api, control: Control) -> None:
    control.fault("stale", writes=None)
    create(api, "one")
    control.clear_faults()
    control.fault("stale", writes=None)
    create(api, "two")

    assert names(api) == ["one"]


def test_a_key_is_revoked_midway(api: Api, control: Control) -> None:
    control.fault("revoke", method="PATCH")
    assert create(api).status_code == 201

    assert api.patch("/datasets/road-signs", json={"description": "x"}).status_code == 401
    assert api.get("/datasets/").status_code == 401


def test_somebody_else_writes_in_between(api: Api, control: Control) -> None:
    stop = {"name": "stop", "type": "box", "color": "#ff0000"}
    bus = {"name": "bus", "type": "box", "color": "#0000ff"}
    api.dataset("road signs", classes=[stop])
    image = api.image("road signs")
    control.fault(
        "writer",
        method="PATCH",
        requests=[
            {
                "method": "PATCH",
                "path": f"{API}/datasets/road%20signs",
                "body": {"classes": [stop, bus]},
            },
            {
                "method": "POST",
                "path": f"{API}/annotations/bulk",
                "body": {"saves": [{"image_id": image["id"], "annotations": [box("bus")]}]},
            },
        ],
    )

    body = {"classes": [{**stop, "color": "red"}], "classes_base": [stop]}
    data = api.ok("PATCH", "/datasets/road%20signs", body)

    assert data["classes"] == [{**stop, "color": "red"}, bus]
    assert api.counts("road%20signs") == {"bus": 1}
    assert [entry.method for entry in control.requests()].count("PATCH") == 1


def test_a_writer_who_is_refused_is_not_passed_over(api: Api, control: Control) -> None:
    control.fault("writer", requests=[{"method": "DELETE", "path": f"{API}/datasets/nothing"}])

    answer = create(api)

    assert answer.status_code == 400
    assert "nothing" in answer.json()["error"]["message"]
    assert names(api) == []
