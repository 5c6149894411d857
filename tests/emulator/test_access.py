"""Who may do what: keys, roles, organizations."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import API, Api

ROLES = ["viewer", "member", "admin", "owner"]

LEAST: list[tuple[str, str, str, Any]] = [
    ("viewer", "GET", "/organizations/me", None),
    ("viewer", "GET", "/datasets/", None),
    ("viewer", "GET", "/datasets/road-signs", None),
    ("viewer", "GET", "/datasets/road-signs/insights", None),
    ("viewer", "GET", "/images/?dataset=road-signs", None),
    ("viewer", "GET", "/annotations/road-signs/a.png", None),
    ("viewer", "GET", "/exports/", None),
    ("member", "POST", "/datasets/", {"name": "new"}),
    ("member", "PATCH", "/datasets/road-signs", {"description": "x"}),
    ("member", "POST", "/annotations/road-signs/a.png", {"annotations": []}),
    ("member", "POST", "/annotations/bulk", {"saves": []}),
    ("member", "POST", "/exports/", {"dataset_name": "road-signs", "name": "e"}),
    ("admin", "POST", "/datasets/road-signs/archive", None),
    ("admin", "POST", "/datasets/road-signs/unarchive", None),
    ("admin", "DELETE", "/annotations/road-signs/a.png", None),
    ("admin", "DELETE", "/images/road-signs/a.png", None),
    ("admin", "PATCH", "/organizations/me", {"description": "x"}),
    ("admin", "POST", "/exports/bulk-delete", {"export_ids": ["x"]}),
    ("admin", "DELETE", "/datasets/road-signs", None),
]


@pytest.mark.parametrize(
    ("least", "method", "path", "body"), LEAST, ids=[f"{m} {p}" for _, m, p, _ in LEAST]
)
def test_a_role_may_do_what_it_needs_to_and_the_one_below_may_not(
    api: Api,
    control: Control,
    emulator: Emulator,
    least: str,
    method: str,
    path: str,
    body: object,
) -> None:
    api.dataset("road-signs")
    api.image()

    def status(role: str) -> int:
        key = control.create_key(emulator.organization_id, role)
        with Api(emulator.url, key) as client:
            return client.request(method, path, json=body).status_code

    for role in ROLES[: ROLES.index(least)][-1:]:
        assert status(role) == 403
    assert status(least) in {200, 201}


@pytest.mark.parametrize("key", ["", "nonsense", "pk_live_" + 64 * "0"])
def test_a_wrong_key_is_refused_everywhere(emulator: Emulator, key: str) -> None:
    with Api(emulator.url, key) as client:
        answer = client.get("/datasets/")

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "unauthorized"


def test_a_missing_key_is_refused(api: Api) -> None:
    del api.headers["X-API-Key"]

    assert api.get("/datasets/").status_code == 401


def test_a_revoked_key_is_refused(api: Api, control: Control, emulator: Emulator) -> None:
    control.revoke_key(emulator.key)

    assert api.get("/datasets/").status_code == 401


def test_another_organization_finds_nothing(api: Api, control: Control, emulator: Emulator) -> None:
    created = api.dataset("road-signs")
    api.image()
    other_key = control.create_key(control.create_organization("Another"))

    with Api(emulator.url, other_key) as other:
        assert other.ok("GET", "/datasets/") == []
        for path in (
            "/datasets/road-signs",
            f"/datasets/{created['id']}",
            "/annotations/road-signs/a.png",
            "/images/road-signs/a.png/metadata",
        ):
            assert other.get(path).status_code == 404
        assert other.dataset("road-signs")["id"] != created["id"]


def test_the_organization_can_be_read_and_changed(api: Api, emulator: Emulator) -> None:
    me = api.get("/organizations/me").json()["organization"]
    assert me["id"] == emulator.organization_id

    changed = api.patch("/organizations/me", json={"description": "Roads", "is_public": True})

    assert changed.json()["organization"]["description"] == "Roads"
    assert changed.json()["organization"]["is_public"] is True
    assert changed.json()["organization"]["name"] == me["name"]


def test_the_control_plane_is_absent_unless_asked_for() -> None:
    with Emulator() as plain, Api(plain.url, plain.key) as client:
        answer = client.post(f"{plain.url}/_emulator/reset")

    assert answer.status_code == 404
    assert API not in str(answer.url)
