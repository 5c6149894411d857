"""When an answer was made, by the clock of the service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest

from pictograph_provider import Client
from pictograph_provider.client.answers import moment
from pictograph_provider.emulator.server import Emulator
from tests.rewriting import Rewriter


@pytest.fixture
def client(pictograph_emulator: Emulator, rewriter: Rewriter) -> Iterator[Client]:
    with Client(pictograph_emulator.key, rewriter.url) as client:
        yield client


def test_a_create_says_when_the_service_answered_by_its_own_clock(
    client: Client, rewriter: Rewriter
) -> None:
    first = client.projects.create_with_date("other", idempotency_key="0" * 32)
    assert first.answered_at is not None
    assert abs(first.answered_at - first.project.created_at) < timedelta(seconds=5)
    rewriter.headers = {"Date": "Fri, 02 Jan 2099 03:04:05 GMT"}
    again = client.projects.create_with_date("other", idempotency_key="0" * 32)
    assert again.project == first.project
    assert again.answered_at == datetime(2099, 1, 2, 3, 4, 5, 0, timezone.utc)
    rewriter.headers = {"Date": None}
    again = client.projects.create_with_date("other", idempotency_key="0" * 32)
    assert again.answered_at is None


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Fri, 02 Jan 2026 03:04:05 GMT", datetime(2026, 1, 2, 3, 4, 5, 0, timezone.utc)),
        ("Fri, 02 Jan 2026 03:04:05 -0000", datetime(2026, 1, 2, 3, 4, 5, 0, timezone.utc)),
        ("Fri, 02 Jan 2026 05:04:05 +0200", datetime(2026, 1, 2, 3, 4, 5, 0, timezone.utc)),
        ("now", None),
        ("", None),
        ("Fri, 99 Jan 2026 03:04:05 GMT", None),
        (None, None),
    ],
)
def test_the_date_of_an_answer(header: str | None, found: datetime | None) -> None:
    assert moment(header) == found
