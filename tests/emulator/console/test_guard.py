"""Another web page can drive neither the console nor the control plane."""

from __future__ import annotations

import httpx
import pytest

from pictograph_provider.emulator import Emulator
from pictograph_provider.emulator.control.client import Control
from tests.emulator.conftest import Api

REQUESTS = [
    ("GET", "/"),
    ("GET", "/_console/events"),
    ("POST", "/_console/faults"),
    ("POST", "/_console/clock"),
    ("POST", "/_emulator/reset"),
    ("GET", "/_emulator/requests"),
    ("POST", "/_emulator/clock"),
]
FORM = {"content-type": "application/x-www-form-urlencoded"}


def port(emulator: Emulator) -> str:
    return emulator.url.rpartition(":")[2]


def ask(emulator: Emulator, method: str, path: str, **headers: str) -> httpx.Response:
    """Headers with _ for -; the body of a stream is not waited for."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with httpx.stream(method, emulator.url + path, headers={**FORM, **named}) as answer:
        if answer.headers["content-type"].startswith("text/plain"):
            answer.read()
        return answer


@pytest.mark.parametrize(("method", "path"), REQUESTS)
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.", "0.0.0.0"],  # noqa: S104
)
def test_a_name_that_was_pointed_here_reaches_nothing(
    emulator: Emulator, method: str, path: str, host: str
) -> None:
    answer = ask(emulator, method, path, host=host)

    assert answer.status_code == 403
    assert answer.text.endswith("Use 127.0.0.1 or localhost.")


@pytest.mark.parametrize(("method", "path"), REQUESTS)
@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://{own}", "http://127.0.0.1:1", "http://{own}0"],
)
def test_a_page_of_another_origin_reaches_nothing(
    emulator: Emulator, method: str, path: str, origin: str
) -> None:
    own = emulator.url.removeprefix("http://")
    answer = ask(emulator, method, path, origin=origin.format(own=own))

    assert answer.status_code == 403
    assert "another origin" in answer.text


@pytest.mark.parametrize(("method", "path"), REQUESTS)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_browser_says_another_page_sent_is_refused(
    emulator: Emulator, method: str, path: str, site: str
) -> None:
    answer = ask(emulator, method, path, sec_fetch_site=site, sec_fetch_mode="no-cors")

    assert answer.status_code == 403
    assert "another web page" in answer.text


def test_nothing_was_done_of_what_was_refused(
    emulator: Emulator, control: Control, api: Api
) -> None:
    api.dataset("road-signs")
    evil = {"origin": "http://evil.example"}
    ask(emulator, "POST", "/_emulator/reset", **evil)
    form = {"offer": "slow", "on": "1"}
    httpx.post(f"{emulator.url}/_console/faults", data=form, headers=evil)

    assert control.faults() == []
    assert len(api.ok("GET", "/datasets/")) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "127.0.0.1:{port}"])
def test_this_machine_reaches_it_under_its_own_names(emulator: Emulator, host: str) -> None:
    # A tunnel may lead here from another port.
    named = host.format(port=port(emulator))
    assert ask(emulator, "GET", "/", host=named, origin=f"http://{named}").status_code == 200


def test_a_link_on_another_page_may_lead_here(emulator: Emulator) -> None:
    headers = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}

    assert ask(emulator, "GET", "/", **headers).status_code == 200
    assert ask(emulator, "POST", "/_console/clock", **headers).status_code == 403


def test_the_service_itself_asks_for_a_key_and_nothing_else(api: Api) -> None:
    headers = {"Host": "emulator.internal", "Origin": "http://evil.example"}

    assert api.get("/datasets/", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/_console/console.js", "/_console/nonsense"])
def test_every_answer_says_what_a_browser_may_do_with_it(emulator: Emulator, path: str) -> None:
    headers = httpx.get(emulator.url + path).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))

    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
