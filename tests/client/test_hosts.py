"""Which hosts the key goes to: the one that was named, and only if it proves who it is."""

from __future__ import annotations

import ssl
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pictograph_provider import Client
from pictograph_provider.client import ApiError, NetworkError
from tests.serving import HOST, Served

KEY = "pk_live_0123456789"
NOBODYS = Path(__file__).with_name("self_signed.pem")
"""A certificate that nobody vouches for, for 127.0.0.1, with its key. Of no use but here."""


class Host(Served):
    """A server that answers everything with one status, and remembers the keys it was sent."""

    def __init__(self, status: int, location: str = "", certificate: Path | None = None) -> None:
        self.keys: list[str | None] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                host.keys.append(self.headers.get("X-API-Key"))
                self.send_response(status)
                self.send_header("Location", location)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST = do_PATCH = do_DELETE = answer  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Print nothing."""

        server = HTTPServer((HOST, 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        super().__init__(server)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_never_carries_the_key(status: int) -> None:
    with Host(200) as other:
        location = f"http://{other.address}/api/v1/developer/datasets/"
        with (
            Host(status, location) as named,
            Client(KEY, f"http://{named.address}") as client,
        ):
            for call in (
                client.projects.list,
                lambda: client.projects.create("road-signs"),
                lambda: client.projects.update("road-signs", description="x"),
                lambda: client.projects.delete("road-signs"),
            ):
                with pytest.raises(ApiError, match="redirect"):
                    call()
    assert named.keys
    assert {*named.keys} == {KEY}
    assert other.keys == []


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PYTHONHTTPSVERIFY", "0"),
        ("REQUESTS_CA_BUNDLE", ""),
        ("CURL_CA_BUNDLE", ""),
        ("SSL_VERIFY", "false"),
    ],
)
def test_a_host_that_cannot_prove_who_it_is_gets_no_request(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    # Each of these switches the proof off for some other program.
    monkeypatch.setenv(variable, value)
    with (
        Host(200, certificate=NOBODYS) as host,
        Client(KEY, f"https://{host.address}", max_retries=0) as client,
        pytest.raises(NetworkError, match="certificate"),
    ):
        client.projects.list()
    assert host.keys == []


def test_a_host_that_is_vouched_for_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    # So that the refusals above are for want of a proof, and for nothing else.
    monkeypatch.setenv("SSL_CERT_FILE", str(NOBODYS))
    with (
        Host(404, certificate=NOBODYS) as host,
        Client(KEY, f"https://{host.address}", max_retries=0) as client,
        pytest.raises(ApiError),
    ):
        client.projects.list()
    assert host.keys == [KEY]
