"""A pool whose limit is raised from inside, and what is no pool."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from pictograph_provider.host.concurrency import LIMIT, answer_all_calls

CALLS = 12


def test_a_pool_answers_as_many_calls_as_come() -> None:
    together = threading.Barrier(CALLS, timeout=20)
    with ThreadPoolExecutor(4) as pool:
        pool.submit(answer_all_calls).result()
        calls = [pool.submit(together.wait) for _ in range(CALLS)]
        assert {call.result() for call in calls} == set(range(CALLS))


def test_a_limit_is_never_lowered() -> None:
    with ThreadPoolExecutor(LIMIT + 1) as pool:
        pool.submit(answer_all_calls).result()
        assert pool._max_workers == LIMIT + 1


def test_a_thread_of_no_pool_is_left_alone() -> None:
    answer_all_calls()
    other = threading.Thread(target=answer_all_calls)
    other.start()
    other.join()
