"""Which requests a fault meets, and for how long."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import API, Api, create, names


@pytest.mark.parametrize(
    ("fault", "hit"),
    [
        ({}, [0]),
        ({"times": 2}, [0, 1]),
        ({"times": None}, [0, 1, 2, 3]),
        ({"skip": 2}, [2]),
        ({"method": "GET"}, [1]),
        ({"method": "GET", "skip": 1}, [3]),
        ({"path": "signs$"}, [1]),
        ({"path": "^/api/v1/developer/organizations"}, [2]),
        ({"path": "100%$"}, [3]),
        ({"body": '"name": ?"new"'}, [0]),
        ({"body": "^$"}, [1]),
        ({"project": "new"}, [0]),
        ({"project": "road-signs"}, [1]),
        ({"project": "100%"}, [3]),
        ({"project": "100"}, []),
    ],
)
def test_a_fault_hits_the_requests_it_is_for(
    api: Api, control: Control, fault: dict[str, Any], hit: list[int]
) -> None:
    api.dataset("road-signs")
    api.dataset("100%")
    control.fault("status", status=500, **fault)

    answers = [
        api.post("/datasets/", json={"name": "new"}),
        api.get("/datasets/road-signs"),
        api.patch("/organizations/me", json={}),
        api.get("/datasets/100%25"),
    ]

    assert [i for i, answer in enumerate(answers) if answer.status_code == 500] == hit


@pytest.mark.parametrize("known", ["id", "name"])
def test_a_project_is_met_by_its_name_and_by_its_id(api: Api, control: Control, known: str) -> None:
    project = api.dataset("road-signs")
    api.dataset("another")
    control.fault("status", status=500, project=project[known], times=None)
    move = {"old_name": "a", "new_name": "b"}

    for name in ("id", "name"):
        assert api.get(f"/datasets/{project[name]}").status_code == 500
        body = {"dataset": project[name], **move}
        assert api.post("/annotations/rename-class", json=body).status_code == 500
    assert api.get("/datasets/another").status_code == 200


def test_a_project_can_be_meant_before_it_exists(api: Api, control: Control) -> None:
    control.fault("status", method="GET", status=500, project="road-signs")
    project = api.dataset("road-signs")

    assert api.get(f"/datasets/{project['id']}").status_code == 500


def test_faults_add_up(api: Api, control: Control) -> None:
    body = {"name": "theirs"}
    writer = {"method": "POST", "path": f"{API}/datasets/", "body": body}
    control.fault("writer", requests=[writer])
    control.fault("status", status=503, after_effect=True)

    assert create(api, "mine").status_code == 503
    assert names(api) == ["mine", "theirs"]


def test_a_fault_that_is_over_is_gone(api: Api, control: Control) -> None:
    control.fault("status", status=500, times=1)
    control.fault("status", status=503, skip=2, times=1)
    create(api)

    assert [fault["status"] for fault in control.faults()] == [503]


def test_faults_can_be_switched_off(api: Api, control: Control) -> None:
    control.fault("status", status=500, times=None)
    control.clear_faults()

    assert create(api).status_code == 201
