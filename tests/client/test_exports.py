"""Waiting for an export, and downloading it from a storage that is another host."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from pictograph_provider import ApiError, Client, NetworkError, PictographError
from pictograph_provider.client import transport
from pictograph_provider.client.retry import Clock
from tests.client.fakes import Fake, Route, body_answer, in_turn, json_answer

KEY = "pk_live_0123456789abcdef"
PATH = "/api/v1/developer/exports/"
SECRET = "signature-5f2c"


def export(status: str, **fields: Any) -> Mapping[str, Any]:
    return {"name": "e", "status": status, **fields}


@contextmanager
def service(answer: Route, *, max_retries: int = 0) -> Iterator[tuple[Client, Fake]]:
    with Fake(answer) as fake, Client(KEY, fake.url, max_retries=max_retries) as client:
        yield client, fake


@contextmanager
def storage(answer: Route, *, max_retries: int = 0) -> Iterator[tuple[Client, Fake, Fake]]:
    with Fake(answer) as store:
        address = json_answer({"download_url": f"{store.url}/e.zip?{SECRET}"})
        with service(address, max_retries=max_retries) as (client, api):
            yield client, api, store


def test_waiting_ends_when_the_export_is_complete() -> None:
    pauses: list[float] = []
    told: list[str] = []
    answers = map(json_answer, map(export, ("pending", "processing", "processing", "completed")))
    with service(in_turn(*answers)) as (client, _):
        found = client.exports.wait(
            "p", "e", progress=lambda _, status: told.append(status), sleep=pauses.append
        )
    assert found.status == "completed"
    assert told == ["pending", "processing", "processing"]
    assert pauses == [0.25, 0.5, 1.0]


def test_the_pauses_stay_short() -> None:
    pauses: list[float] = []
    answers = [json_answer(export("processing"))] * 12
    with service(in_turn(*answers, json_answer(export("completed")))) as (client, _):
        client.exports.wait("p", "e", sleep=pauses.append)
    assert max(pauses) == 10.0


def test_a_failed_export_says_why() -> None:
    with (
        service(json_answer(export("failed", error_message="out of space"))) as (client, _),
        pytest.raises(ApiError, match="could not make the export: out of space"),
    ):
        client.exports.wait("p", "e")


def test_patience_is_bounded() -> None:
    with (
        service(json_answer(export("processing"))) as (client, _),
        pytest.raises(PictographError, match=r"still processing after 0\.1 s"),
    ):
        client.exports.wait("p", "e", patience=0.1)


def test_an_export_is_addressed_by_its_name_in_its_project() -> None:
    with service(json_answer(export("completed"))) as (client, fake):
        client.exports.get("50% off/x", "a b")
    assert [*fake.seen] == [f"{PATH}a%20b?dataset=50%25+off%2Fx"]


def test_the_key_stays_with_the_service() -> None:
    with storage(body_answer(b"content")) as (client, api, store):
        file = io.BytesIO()
        client.exports.download("p", "e", file)
    assert file.getvalue() == b"content"
    assert [headers.get("x-api-key") for headers in api.seen.values()] == [KEY]
    assert KEY not in str(store.seen)


def test_a_download_that_is_cut_off_is_tried_again_from_its_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transport, "Clock", lambda: Clock(sleep=lambda _: None))
    cut = body_answer(b"half of the con", announced=23)
    whole = body_answer(b"half of the content, all")
    with storage(in_turn(cut, whole), max_retries=1) as (client, _, _):
        file = io.BytesIO()
        client.exports.download("p", "e", file)
    assert file.getvalue() == b"half of the content, all"


def test_a_download_that_is_always_cut_off_is_an_error_without_the_address() -> None:
    with (
        storage(body_answer(b"half", announced=8)) as (client, _, _),
        pytest.raises(NetworkError, match="cut off") as caught,
    ):
        client.exports.download("p", "e", io.BytesIO())
    assert SECRET not in str(caught.value)


def test_a_refused_download_is_an_error_without_the_address() -> None:
    with (
        storage(body_answer(b"<Error>expired</Error>", status=403)) as (client, _, store),
        pytest.raises(ApiError, match=r"from 127\.0\.0\.1 answered 403") as caught,
    ):
        client.exports.download("p", "e", io.BytesIO())
    assert SECRET not in str(caught.value)
    assert len(store.seen) == 1


def test_an_address_that_is_none_is_an_error() -> None:
    with (
        service(json_answer({"download_url": None})) as (client, _),
        pytest.raises(ApiError, match="no valid download_url"),
    ):
        client.exports.download("p", "e", io.BytesIO())
