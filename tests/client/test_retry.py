"""When a request is sent again, how long is waited, and when there is no point."""

from __future__ import annotations

import io

import pytest

from pictograph_provider.client import (
    ApiError,
    NetworkError,
    RateLimitError,
    ServerError,
)
from pictograph_provider.client.config import client_config
from pictograph_provider.client.exports import Exports
from pictograph_provider.client.projects import Projects
from pictograph_provider.client.retry import Budget
from pictograph_provider.client.transport import Transport
from pictograph_provider.emulator.server import Emulator
from tests.client.fake_clock import FakeTime

PATH = "/api/v1/developer/datasets/"
EXPORT_FILES = "/_storage/exports/"
BODY = {"name": "road-signs"}


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_three_times_more_and_ever_more_slowly(
    transport: Transport, pictograph_emulator: Emulator, time: FakeTime, status: int
) -> None:
    pictograph_emulator.control.fault("status", status=status, times=None)
    with pytest.raises(ApiError) as caught:
        transport.request("GET", PATH)
    assert caught.value.tries == 4
    assert time.slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 422])
def test_what_will_not_pass_is_never_tried_again(
    transport: Transport, pictograph_emulator: Emulator, time: FakeTime, status: int
) -> None:
    pictograph_emulator.control.fault("status", status=status, times=None)
    with pytest.raises(ApiError) as caught:
        transport.request("GET", PATH)
    assert caught.value.tries == 1
    assert time.slept == []


@pytest.mark.parametrize(("asked", "waited"), [("7", [7.0]), ("0", [1.0])])
def test_a_server_may_ask_for_a_longer_wait_but_not_for_a_shorter_one(
    transport: Transport,
    pictograph_emulator: Emulator,
    time: FakeTime,
    asked: str,
    waited: list[float],
) -> None:
    pictograph_emulator.control.fault("status", status=429, retry_after=asked)
    transport.request("GET", PATH)
    assert time.slept == waited


def test_a_server_that_asks_for_more_than_two_minutes_is_not_waited_for(
    transport: Transport, pictograph_emulator: Emulator, time: FakeTime
) -> None:
    pictograph_emulator.control.fault("status", status=429, retry_after="121")
    with pytest.raises(RateLimitError) as caught:
        transport.request("GET", PATH)
    assert caught.value.retry_after == 121
    assert time.slept == []


def test_a_call_as_a_whole_ends_after_five_minutes(
    transport: Transport, pictograph_emulator: Emulator, time: FakeTime
) -> None:
    pictograph_emulator.control.fault("status", status=429, retry_after="120", times=None)
    with pytest.raises(RateLimitError):
        transport.request("GET", PATH)
    assert sum(time.slept) <= 300


def test_the_same_key_goes_with_each_try_so_the_effect_happens_once(
    transport: Transport, pictograph_emulator: Emulator
) -> None:
    pictograph_emulator.control.fault("reset", method="POST", after_effect=True)
    answer = transport.request("POST", PATH, json=BODY)
    assert answer.tries == 2
    sent = pictograph_emulator.control.requests()
    assert len({row.headers["idempotency-key"] for row in sent}) == 1
    assert len(transport.request("GET", PATH).data["data"]) == 1


def test_two_calls_have_two_keys(transport: Transport, pictograph_emulator: Emulator) -> None:
    transport.request("POST", PATH, json={"name": "one"})
    transport.request("POST", PATH, json={"name": "two"})
    sent = pictograph_emulator.control.requests()
    assert len({row.headers["idempotency-key"] for row in sent}) == 2


def test_an_empty_budget_ends_the_retries_of_all_who_share_it(
    transport: Transport, pictograph_emulator: Emulator, time: FakeTime, budget: Budget
) -> None:
    while budget.take(None):
        pass
    pictograph_emulator.control.fault("status", status=503, times=None)
    with pytest.raises(ServerError) as caught:
        transport.request("GET", PATH)
    assert caught.value.tries == 1
    assert time.slept == []


@pytest.mark.parametrize("error", [ServerError("503"), NetworkError("lost")])
def test_a_success_pays_back_what_its_retry_had_cost(error: Exception) -> None:
    budget = Budget(tokens=10, cost=5, timeout_cost=10)
    while budget.take(error):
        pass
    budget.give_back(error)
    assert budget.take(error)
    assert not budget.take(error)


def test_only_a_retry_that_is_made_is_paid_for(
    pictograph_emulator: Emulator, time: FakeTime
) -> None:
    config = client_config(pictograph_emulator.key, pictograph_emulator.url, max_retries=1, env={})
    budget = Budget(tokens=20, timeout_cost=10)
    transport = Transport(config, budget=budget, clock=time.clock)
    pictograph_emulator.control.fault("reset", times=2)
    with pytest.raises(NetworkError) as caught:
        transport.request("GET", PATH)
    assert caught.value.tries == 2
    assert budget.take(NetworkError("lost"))  # one was taken, the other is left
    transport.close()


def test_without_retries_there_is_one_try(pictograph_emulator: Emulator) -> None:
    config = client_config(pictograph_emulator.key, pictograph_emulator.url, max_retries=0, env={})
    transport = Transport(config)
    pictograph_emulator.control.fault("reset", times=None)
    with pytest.raises(NetworkError) as caught:
        transport.request("GET", PATH)
    assert caught.value.tries == 1
    transport.close()


def test_a_download_that_succeeds_pays_back_what_its_retry_had_cost(
    pictograph_emulator: Emulator, time: FakeTime
) -> None:
    config = client_config(pictograph_emulator.key, pictograph_emulator.url, env={})
    budget = Budget(tokens=10, timeout_cost=10)
    transport = Transport(config, budget=budget, clock=time.clock)
    exports = Exports(transport)
    Projects(transport).create("signs")
    exports.create("signs", "all")
    exports.wait("signs", "all")
    for _ in range(3):  # the budget is enough for one retry
        pictograph_emulator.control.fault("reset", path=EXPORT_FILES)
        file = io.BytesIO()
        exports.download("signs", "all", file)
        assert file.getvalue()[:2] == b"PK"
    transport.close()
