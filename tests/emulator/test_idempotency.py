"""A write that is repeated with its key is answered again and not run again."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api

DAY = 24 * 3600
KEY = "0123456789abcdef0123456789abcdef"


def post(api: Api, body: dict[str, Any], *, path: str = "/datasets/") -> httpx.Response:
    return api.post(path, json=body, headers={"Idempotency-Key": KEY})


def test_the_first_answer_comes_again(api: Api) -> None:
    first = post(api, {"name": "a"})
    second = post(api, {"name": "a"})

    assert (second.status_code, second.content) == (201, first.content)
    assert second.headers["X-Request-Id"] != first.headers["X-Request-Id"]
    assert len(api.ok("GET", "/datasets/")) == 1


def test_another_body_is_refused(api: Api) -> None:
    post(api, {"name": "a"})

    assert post(api, {"name": "b"}).status_code == 422
    assert len(api.ok("GET", "/datasets/")) == 1


@pytest.mark.parametrize(("seconds", "status"), [(DAY - 60, 201), (DAY + 60, 409)])
def test_an_answer_is_kept_for_a_day(api: Api, control: Control, seconds: int, status: int) -> None:
    post(api, {"name": "a"})
    control.advance_clock(seconds)

    assert post(api, {"name": "a"}).status_code == status


def test_an_error_is_not_kept(api: Api) -> None:
    api.dataset("a")
    assert post(api, {"name": "a"}).status_code == 409
    api.ok("DELETE", "/datasets/a")

    assert post(api, {"name": "a"}).status_code == 201


def test_the_key_counts_per_path_and_per_caller(
    api: Api, control: Control, emulator: Emulator
) -> None:
    post(api, {"name": "a"})

    assert post(api, {"dataset_name": "a", "name": "e"}, path="/exports/").status_code == 201
    with Api(emulator.url, control.create_key(emulator.organization_id)) as other:
        assert post(other, {"name": "a"}).status_code == 409


def test_a_revoked_key_gets_no_kept_answer(api: Api, control: Control, emulator: Emulator) -> None:
    post(api, {"name": "a"})
    control.revoke_key(emulator.key)

    assert post(api, {"name": "a"}).status_code == 401
