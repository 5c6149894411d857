"""Error bodies and what every answer carries."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulator.conftest import Api


def test_an_error_has_the_envelope_and_the_older_detail(api: Api) -> None:
    body = api.get("/datasets/nothing").json()

    message = "No dataset 'nothing' in this organization."
    assert body == {
        "error": {"code": "not_found", "message": message, "details": None},
        "detail": message,
    }


def test_a_field_error_is_in_both_places(api: Api) -> None:
    body = api.post("/datasets/", json={"name": 1}).json()

    assert body["error"]["code"] == "validation_error"
    assert body["error"]["details"]["errors"] == body["detail"]
    assert body["detail"][0]["loc"] == ["body", "name"]
    assert "body.name" in body["error"]["message"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/datasets/", 200),
        ("POST", "/datasets/", 422),
        ("GET", "/nowhere", 404),
        ("PUT", "/datasets/", 405),
    ],
)
def test_every_answer_is_json_and_has_a_request_id_of_its_own(
    api: Api, method: str, path: str, status: int
) -> None:
    answers = [api.request(method, path) for _ in range(2)]

    for answer in answers:
        assert answer.status_code == status
        assert answer.json()
    assert len({answer.headers["X-Request-Id"] for answer in answers}) == 2


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b"null", b'{"name": "\xff"}', b'{"name": "\\ud800"}', b'{"name": NaN}'],
)
def test_a_body_that_is_no_request_is_the_callers_error(api: Api, content: bytes) -> None:
    answer = api.post("/datasets/", content=content, headers={"Content-Type": "application/json"})

    assert answer.status_code in {400, 422}
    assert answer.json()["error"]["code"] == "validation_error"


@pytest.mark.parametrize("value", [b"NaN", b"1e999", b'"\\ud800"'])
@pytest.mark.parametrize(
    "body",
    [
        b'{"name": "a", "classes": [{"name": "x", "attributes": [{"name": "y", "z": %s}]}]}',
        b'{"name": "a", "classes": [{"name": "x", "skeleton": {"nodes": [{"name": "y"}],'
        b' "z": %s}}]}',
    ],
)
def test_what_json_cannot_carry_is_refused_wherever_it_hides(
    api: Api, body: bytes, value: bytes
) -> None:
    headers = {"Content-Type": "application/json"}

    assert api.post("/datasets/", content=body % value, headers=headers).status_code == 422


def test_a_failure_of_the_emulator_itself_is_an_error_and_undone(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(row: Any) -> Any:
        raise LookupError

    monkeypatch.setattr("pictograph_provider.emulator.datasets.models.describe", fail)
    answer = api.post("/datasets/", json={"name": "road-signs"})
    monkeypatch.undo()

    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal_error"
    assert answer.headers["X-Request-Id"]
    assert api.ok("GET", "/datasets/") == []
