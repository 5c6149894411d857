"""The console's forms, as they are sent by a browser without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.console.offers import OFFERS, Offer
from pictograph_provider.emulator.control import faults
from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api

Page = Callable[[], str]


def press(emulator: Emulator, form: str, **fields: str) -> httpx.Response:
    return httpx.post(f"{emulator.url}/_console/{form}", data=fields)


def is_on(page: str, offer: str) -> bool:
    found = re.search(rf'id="switch-{offer}" role="switch" aria-checked="(\w+)"', page)
    assert found
    return found[1] == "true"


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.id)
def test_each_fault_is_switched_on_and_off(
    emulator: Emulator, control: Control, page: Page, offer: Offer
) -> None:
    for _ in range(2):  # pressed twice, as when two people do it
        answer = press(emulator, "faults", offer=offer.id, on="1")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")

    (on,) = control.faults()
    assert on.items() >= {"times": None, **offer.options}.items()
    assert is_on(page(), offer.id)

    press(emulator, "faults", offer=offer.id, on="0")
    assert control.faults() == []
    assert not is_on(page(), offer.id)


def test_every_kind_has_a_button_but_the_one_that_must_be_told_what_to_do() -> None:
    kinds = {kind.__name__.lower() for kind in faults._Fault.__subclasses__()}

    assert kinds - {offer.options["kind"] for offer in OFFERS} == {"writer"}


def test_a_fault_works_that_was_switched_on_here(emulator: Emulator, api: Api) -> None:
    press(emulator, "faults", offer="unavailable", on="1")
    assert [api.get("/datasets/").status_code for _ in range(2)] == [503, 503]

    press(emulator, "faults", offer="unavailable", on="0")
    assert api.get("/datasets/").status_code == 200


def test_stale_reads_end_with_their_fault(emulator: Emulator, api: Api) -> None:
    press(emulator, "faults", offer="stale", on="1")
    api.dataset("road-signs")
    assert api.ok("GET", "/datasets/") == []

    press(emulator, "faults", offer="stale", on="0")
    assert len(api.ok("GET", "/datasets/")) == 1


def test_a_fault_of_a_test_is_switched_off_alone(
    emulator: Emulator, control: Control, page: Page
) -> None:
    control.fault("latency", seconds=1, path="one")
    control.fault("latency", seconds=1, path="two")
    first, _ = re.findall(r'name="number" value="(\d+)"', page())

    press(emulator, "faults", number=first)
    press(emulator, "faults", number=first)

    assert [fault["path"] for fault in control.faults()] == ["two"]


def test_the_clock_is_moved_and_put_right(emulator: Emulator, api: Api, page: Page) -> None:
    before = api.dataset("before")["created_at"]
    press(emulator, "clock", hours="-1.5")
    assert "1:30:00 behind this machine" in page()
    assert api.dataset("after")["created_at"] < before

    press(emulator, "clock", reset="1")
    assert "As this machine has it" in page()


def test_a_revoked_key_is_given_back(
    emulator: Emulator, api: Api, control: Control, page: Page
) -> None:
    control.revoke_key(emulator.key)
    assert api.get("/datasets/").status_code == 401
    (key,) = re.findall(r'name="id" value="([^"]+)"', page())

    press(emulator, "keys", id=key)

    assert api.get("/datasets/").status_code == 200
    assert "revoked" not in page()[: page().index("Faults")]


@pytest.mark.parametrize(
    ("form", "fields", "status"),
    [
        ("faults", {"offer": "nonsense", "on": "1"}, 404),
        ("faults", {"number": "x"}, 400),
        ("faults", {"number": "inf"}, 400),
        ("clock", {}, 400),
        ("clock", {"hours": "soon"}, 400),
        ("clock", {"hours": "nan"}, 400),
        ("clock", {"hours": "1e12"}, 400),
        ("clock", {"hours": "1e300"}, 400),
        ("keys", {"id": "x" * 20_000}, 413),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    emulator: Emulator, page: Page, form: str, fields: dict[str, str], status: int
) -> None:
    assert press(emulator, form, **fields).status_code == status
    assert "As this machine has it" in page()


def test_only_a_form_changes_anything(emulator: Emulator) -> None:
    for form in ("faults", "clock", "keys"):
        assert httpx.get(f"{emulator.url}/_console/{form}").status_code == 405
    assert httpx.get(f"{emulator.url}/_console/nonsense").status_code == 404
    assert httpx.get(f"{emulator.url}/_console/../console/page.py").status_code == 404


def test_every_static_file_is_in_the_package_and_is_served(emulator: Emulator) -> None:
    import pictograph_provider.emulator.console as package

    folder = Path(package.__path__[0]) / "static"
    for file in folder.iterdir():
        assert httpx.get(f"{emulator.url}/_console/{file.name}").content == file.read_bytes()
