"""The gate itself: what it cuts off is cut off, and where it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pictograph_provider import Client
from pictograph_provider.client import NetworkError
from pictograph_provider.emulator.server import Emulator
from tests.engine.gate import Gate


@pytest.fixture
def gate(pictograph_emulator: Emulator) -> Iterator[Gate]:
    with Gate(pictograph_emulator.url) as gate:
        yield gate


@pytest.fixture
def client(gate: Gate, pictograph_emulator: Emulator) -> Iterator[Client]:
    with Client(pictograph_emulator.key, gate.url, max_retries=0) as client:
        yield client


def test_each_request_has_two_moments_and_comes_through_whole(gate: Gate, client: Client) -> None:
    created = client.projects.create("50% röad signs", classes=[{"name": "car", "type": "bbox"}])
    assert client.projects.get(id=created.id) == created
    assert [str(moment) for moment in gate.moments] == [
        "before POST datasets/",
        "after POST datasets/",
        "before GET datasets/{id}",
        "after GET datasets/{id}",
    ]


@pytest.mark.parametrize(("kind", "there"), [("before", 0), ("after", 1)])
def test_a_request_is_cut_off_before_or_after_its_effect(
    gate: Gate, client: Client, kind: str, there: int
) -> None:
    seen: list[int] = []
    gate.arm(f"{kind} POST datasets/", lambda: seen.append(len(gate.moments)))
    with pytest.raises(NetworkError):
        client.projects.create("road-signs")
    with pytest.raises(NetworkError):
        client.projects.list()  # whoever is left gets no further either
    assert seen == [len(gate.moments)]
    gate.open()
    assert len(client.projects.list()) == there


def test_a_moment_is_found_by_its_number_and_may_be_let_through(gate: Gate, client: Client) -> None:
    gate.arm(2, lambda: None, drop=False)
    client.projects.create("road-signs")
    assert len(client.projects.list()) == 1
    assert gate.fired == gate.moments[2]
