"""Pages of datasets: their order, their limits, their end."""

from __future__ import annotations

import pytest

from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api


def test_a_list_is_newest_first_and_says_whether_there_is_more(api: Api) -> None:
    for name in "abc":
        api.dataset(name)

    page = api.get("/datasets/", params={"limit": 2}).json()
    rest = api.get("/datasets/", params={"limit": 2, "offset": 2}).json()

    assert [row["name"] for row in page["data"] + rest["data"]] == ["c", "b", "a"]
    assert page["pagination"] == {"limit": 2, "offset": 0, "total": 3, "has_more": True}
    assert rest["pagination"]["has_more"] is False


def test_a_page_past_the_end_is_empty(api: Api) -> None:
    api.dataset("a")

    page = api.get("/datasets/", params={"offset": 50}).json()

    assert page["data"] == []
    assert page["pagination"] == {"limit": 100, "offset": 50, "total": 1, "has_more": False}


@pytest.mark.parametrize(("limit", "status"), [(0, 422), (1, 200), (1000, 200), (1001, 422)])
def test_a_page_has_1_to_1000_rows(api: Api, limit: int, status: int) -> None:
    assert api.get("/datasets/", params={"limit": limit}).status_code == status


def test_a_switch_cuts_a_page_that_is_too_long(api: Api, control: Control) -> None:
    control.set(clamp_limit=True)

    assert api.get("/datasets/", params={"limit": 5000}).json()["pagination"]["limit"] == 1000
