"""Each error class of the vendor's SDK, provoked once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pictograph
import pytest

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.control.client import Control
from tests.emulator.vendor.conftest import connect


@contextmanager
def expected(error: type[pictograph.ApiError], status: int, code: str) -> Iterator[None]:
    """The block raises this, with a message and the request's id."""
    with pytest.raises(error) as caught:
        yield
    assert caught.value.status_code == status
    assert caught.value.code == code
    assert caught.value.request_id
    assert str(caught.value)


def test_a_wrong_key(kind: str, emulator: Emulator) -> None:
    for sdk in connect(kind, emulator.url, "pk_live_" + 64 * "0"):
        with expected(pictograph.AuthError, 401, "unauthorized"):
            sdk.datasets.list()


def test_a_role_that_is_too_low(kind: str, emulator: Emulator, control: Control) -> None:
    key = control.create_key(emulator.organization_id, "viewer")
    for sdk in connect(kind, emulator.url, key):
        with expected(pictograph.ForbiddenError, 403, "forbidden"):
            sdk.datasets.create("road-signs")


def test_a_plan_that_is_used_up(sdk: Any, control: Control) -> None:
    control.set(dataset_limit=0)

    with expected(pictograph.PaymentRequiredError, 402, "payment_required"):
        sdk.datasets.create("road-signs")


def test_nothing_of_that_name(sdk: Any) -> None:
    with expected(pictograph.NotFoundError, 404, "not_found"):
        sdk.datasets.get("nothing")


def test_a_name_that_is_taken(sdk: Any) -> None:
    sdk.datasets.create("road-signs")

    with expected(pictograph.ConflictError, 409, "conflict"):
        sdk.datasets.create("road-signs")


def test_an_annotation_type_that_is_unknown(sdk: Any) -> None:
    with expected(pictograph.ValidationError, 400, "validation_error"):
        sdk.datasets.create("road-signs", annotation_types=["tag"])


def test_a_body_that_does_not_fit(sdk: Any) -> None:
    with pytest.raises(pictograph.ValidationError) as caught:
        sdk.datasets.create("road/signs")

    assert caught.value.field_errors is not None
    assert caught.value.field_errors[0]["loc"] == ["body", "name"]


def test_too_many_requests(sdk: Any, control: Control) -> None:
    control.fault("status", status=429, retry_after="121")

    with expected(pictograph.RateLimitError, 429, "rate_limited"):
        sdk.datasets.list()


def test_a_service_that_is_down(sdk: Any, control: Control) -> None:
    control.fault("status", status=503)

    with expected(pictograph.ServerError, 503, "service_unavailable"):
        sdk.datasets.list()


def test_a_success_that_is_no_json(sdk: Any, control: Control) -> None:
    control.fault("html")

    with pytest.raises(pictograph.ServerError):
        sdk.datasets.list()


@pytest.mark.parametrize("fault", ["reset", "truncate"])
def test_a_connection_that_breaks(sdk: Any, control: Control, fault: str) -> None:
    control.fault(fault)

    with pytest.raises(pictograph.NetworkError):
        sdk.datasets.list()


def test_its_own_repeat_after_a_lost_answer_creates_one_dataset(
    kind: str, emulator: Emulator, control: Control
) -> None:
    control.fault("reset", after_effect=True, method="POST")

    for sdk in connect(kind, emulator.url, emulator.key, max_retries=1):
        created = sdk.datasets.create("road-signs")
        assert [row.id for row in sdk.datasets.list()] == [created.id]
    keys = [r.headers["idempotency-key"] for r in control.requests() if r.method == "POST"]
    assert len(keys) == 2
    assert len(set(keys)) == 1
