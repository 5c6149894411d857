"""What `pictograph-provider doctor` says of the key, the address and the clock."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from pictograph_provider.emulator.server import Emulator
from tests.engine.doctor import KEY, configure, doctor
from tests.engine.stack import Stack
from tests.serving import HOST, Served

pytestmark = pytest.mark.plain  # it looks at the Python


def test_no_key_and_then_one(stack: Stack, pictograph_emulator: Emulator) -> None:
    configure(stack, "rm", KEY)

    said = doctor(stack).only("key")

    assert "pulumi config set --secret pictograph:apiKey" in said
    assert (
        "in the environment"
        in doctor(stack, PICTOGRAPH_API_KEY=pictograph_emulator.key).checks["key"][1]
    )
    configure(stack, "set", "--secret", KEY, pictograph_emulator.key)
    assert doctor(stack).status == 0


def test_a_key_for_all_to_read(stack: Stack, pictograph_emulator: Emulator) -> None:
    configure(stack, "set", "--plaintext", KEY, pictograph_emulator.key)

    assert "plain text" in doctor(stack).only("key")


def test_a_key_that_the_service_does_not_know(stack: Stack) -> None:
    configure(stack, "set", "--secret", KEY, "pk_live_wrong")

    seen = doctor(stack)

    assert seen.checks["address"][0] is True
    assert "not accepted: status 401" in seen.only("organization")


def test_an_address_where_nobody_is(stack: Stack) -> None:
    configure(stack, "set", "pictograph:baseUrl", "http://127.0.0.1:1")

    assert "does not answer" in doctor(stack).only("address")


class Somebody(BaseHTTPRequestHandler):
    """A server that answers each request alike."""

    body = b"<h1>It works!</h1>"
    late = timedelta(0)

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_POST = do_PATCH = do_GET  # noqa: N815 - the names are the library's

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(datetime.now(timezone.utc) + self.late, usegmt=True)

    def log_message(self, *_: object) -> None: ...


def test_an_address_where_somebody_else_is(stack: Stack) -> None:
    with Served(HTTPServer((HOST, 0), Somebody)) as server:
        configure(stack, "set", "pictograph:baseUrl", f"http://{server.address}")
        said = doctor(stack).only("address")

    assert "not Pictograph: status 200" in said
    assert "pictograph:baseUrl" in said


@pytest.mark.parametrize(("late", "way"), [(-7200, "ahead of"), (7200, "behind")])
def test_clocks_that_differ(stack: Stack, late: int, way: str) -> None:
    class Late(Somebody):
        body = b'{"organization": {"id": "o", "name": "acme"}}'

    Late.late = timedelta(seconds=late)
    with Served(HTTPServer((HOST, 0), Late)) as server:
        configure(stack, "set", "pictograph:baseUrl", f"http://{server.address}")
        said = doctor(stack).only("clock")

    assert re.search(rf"is (7199|7200|7201) s {way} the service's", said)


ROLES = {"viewer": "a viewer", "member": "a member", "admin": "an admin or owner"}


def test_the_role_of_the_key(stack: Stack, pictograph_emulator: Emulator) -> None:
    organization = pictograph_emulator.organization_id
    for role, words in ROLES.items():
        key = pictograph_emulator.control.create_key(organization, role)
        configure(stack, "set", "--secret", KEY, key)
        seen = doctor(stack)
        assert seen.status == 0
        assert words in seen.checks["organization"][1]
