"""What many threads do when the service says that they ask too often."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pictograph_provider.client import NotFoundError, RateLimitError, ServerError
from pictograph_provider.client.config import client_config
from pictograph_provider.client.errors import ApiError
from pictograph_provider.client.pace import Pace
from pictograph_provider.client.retry import Budget
from pictograph_provider.client.transport import Transport
from pictograph_provider.emulator.server import Emulator
from tests.client.fake_clock import FakeTime
from tests.serving import HOST, Served

PATH = "/api/v1/developer/datasets/"
THREADS = 16
HALF = THREADS // 2
REQUESTS = 2 * THREADS
ALLOWED = HALF + 3
"""One more after each round in which none was refused: after 8, 9 and 10 of the requests."""


class Crowd(ThreadingHTTPServer):
    """Refuses the first requests, once all of them have come; then waits for too many.

    Attributes:
        most: how many were under way at a time after that.
    """

    request_queue_size = THREADS

    def __init__(self) -> None:
        super().__init__((HOST, 0), _Handler)
        self.most = 0
        self._under_way = self._refused = 0
        self._all = threading.Barrier(THREADS, timeout=20)
        self._more = threading.Condition()

    def status(self) -> int:
        with self._more:
            refuse = self._refused < THREADS
            self._refused += refuse
        if refuse:
            self._all.wait()
            return 429
        with self._more:
            self._under_way += 1
            self.most = max(self.most, self._under_way)
            self._more.notify_all()
            self._more.wait_for(lambda: self.most >= HALF, timeout=10)
            # It ends early only where the test fails.
            self._more.wait_for(lambda: self.most > ALLOWED, timeout=0.3)
            self._under_way -= 1
        return 200


class _Handler(BaseHTTPRequestHandler):
    server: Crowd

    def do_GET(self) -> None:
        status = self.server.status()
        self.send_response_only(status)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_half_as_many_ask_at_a_time_once_there_were_too_many(time: FakeTime) -> None:
    with Served(crowd := Crowd()), ThreadPoolExecutor(THREADS) as pool:
        config = client_config("a-key", f"http://{HOST}:{crowd.server_port}", env={})
        transport = Transport(config, clock=time.clock)
        answers = [pool.submit(transport.request, "GET", PATH) for _ in range(REQUESTS)]
        assert sum(answer.result().tries for answer in answers) == REQUESTS + THREADS
        transport.close()
    assert HALF <= crowd.most <= ALLOWED


def test_all_wait_until_the_service_wants_to_be_asked_again(time: FakeTime) -> None:
    pace = Pace(time.clock)
    with pytest.raises(RateLimitError), pace.turn():
        raise RateLimitError("too many", retry_after=7)
    with pace.turn():
        assert time.slept == [7.0]


def test_who_had_waited_for_others_waits_for_the_service_too(time: FakeTime) -> None:
    pace, started = Pace(time.clock), threading.Event()
    with pytest.raises(RateLimitError), pace.turn():
        raise RateLimitError("too many")  # from now on, one at a time

    def ask() -> None:
        started.set()
        with pace.turn():
            assert time.slept == [7.0]

    def refused_meanwhile(pool: ThreadPoolExecutor) -> None:
        with pace.turn():
            others.append(pool.submit(ask))
            started.wait()
            raise RateLimitError("too many", retry_after=7)

    others = list[Future[None]]()
    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(RateLimitError):
            refused_meanwhile(pool)
        for other in others:
            other.result()


def test_nobody_waits_for_as_long_as_nobody_is_to_wait(time: FakeTime) -> None:
    pace = Pace(time.clock)
    with pytest.raises(RateLimitError), pace.turn():
        raise RateLimitError("too many", retry_after=121)
    with pace.turn():
        assert time.slept == []


@pytest.mark.parametrize(
    ("error", "passed"),
    [(NotFoundError("none"), 1), (ServerError("down"), 0), (RateLimitError("too many"), 0)],
)
def test_what_the_service_refuses_for_itself_has_been_answered(
    time: FakeTime, error: ApiError, passed: int
) -> None:
    pace = Pace(time.clock)
    with pytest.raises(ApiError), pace.turn():
        raise error
    assert pace.passed == passed


class Busy(FakeTime):
    """Time in which another thread is answered."""

    def __init__(self) -> None:
        super().__init__()
        self.other: Transport | None = None
        self.rounds = 10

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        if self.other and self.rounds:
            self.rounds -= 1
            self.other.request("GET", PATH)


def test_who_is_refused_for_the_sake_of_others_is_not_given_up(
    pictograph_emulator: Emulator,
) -> None:
    config = client_config(pictograph_emulator.key, pictograph_emulator.url, env={})
    busy, budget = Busy(), Budget(tokens=5, cost=5)
    transport = busy.other = Transport(config, budget=budget, clock=busy.clock)
    pictograph_emulator.control.fault("status", method="POST", status=429, times=10)
    assert transport.request("POST", PATH, json={"name": "road-signs"}).tries == 11
    # Only the first was counted and paid for: nobody else had been answered since it was sent.
    assert busy.slept == [1.0] + [2.0] * 9
    transport.close()
