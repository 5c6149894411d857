"""The ends of the client that little else reaches: limits, odd errors, paths."""

from __future__ import annotations

import io
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from pictograph_provider import ApiError, Client, PictographError, ServerError, ValidationError
from pictograph_provider.client import exports, transport
from pictograph_provider.client.answers import parse
from pictograph_provider.client.config import Secret, client_config
from pictograph_provider.client.images import Image
from pictograph_provider.client.transport import Transport
from pictograph_provider.emulator.server import Emulator
from tests.client.fake_clock import FakeTime
from tests.serving import HOST, Served

KEY = "pk_live_0123456789"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"detail": {"message": "inner"}}', "inner"),
        ('{"error": {"message": "bad", "details": {"errors": ["odd"]}}}', r"bad \(odd\)"),
    ],
)
def test_rarer_shapes_of_errors_have_a_message_too(body: str, message: str) -> None:
    with pytest.raises(ApiError, match=message):
        parse(418, {}, body.encode(), asked="GET x", secret=Secret(KEY))


def test_an_image_is_named_by_its_directory_and_file() -> None:
    assert Image(id="1", filename="1.png", directory_path="/left/").path == "left/1.png"
    assert Image(id="1", filename="1.png").path == "1.png"


def test_limits_are_kept(pictograph_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    config = client_config(pictograph_emulator.key, pictograph_emulator.url, env={})
    with Client.of(config) as client:
        with pytest.raises(ValueError, match="1 to 1000"):
            client.projects.list(limit=1001)
        with pytest.raises(ValidationError, match="is not the path of an image"):
            client.annotations.get("signs", "../1.png")
        client.projects.create("signs")
        client.exports.create("signs", "all")
        client.exports.wait("signs", "all")
        monkeypatch.setattr(exports, "LONGEST_DOWNLOAD", -1.0)
        with pytest.raises(PictographError, match="took over"):
            client.exports.download("signs", "all", io.BytesIO())
        monkeypatch.setattr(transport, "LARGEST_ANSWER", 1)
        with pytest.raises(PictographError, match="more than 1 bytes"):
            client.projects.get("signs")


class Broken(Served):
    """Answers a GET after 31 seconds of the test's clock, all else with one and the same 500."""

    def __init__(self, time: FakeTime) -> None:
        self.keys: list[str | None] = []
        broken = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                broken.keys.append(self.headers.get("Idempotency-Key"))
                time.now += 31 if self.command == "GET" else 0
                self.send_response(200 if self.command == "GET" else 500)
                self.send_header("X-Request-Id", "the same")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            do_GET = do_POST = do_PUT = answer  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Print nothing."""

        super().__init__(HTTPServer((HOST, 0), Handler))


def test_an_error_that_the_service_keeps_is_asked_for_under_another_key() -> None:
    time = FakeTime()
    with Broken(time) as broken:
        config = client_config(KEY, f"http://{broken.address}", env={})
        sender = Transport(config, clock=time.clock)
        with pytest.raises(ServerError):
            sender.request("POST", "/")
        first, second, *others = broken.keys
        assert first == second
        assert first not in others
        with pytest.raises(ApiError, match=r"PUT to 127\.0\.0\.1 answered 500"):
            sender.put_signed(httpx.URL(f"http://{broken.address}/"), b"", "text/plain")
        sender.close()


def test_an_answer_that_takes_too_long_as_a_whole_is_given_up() -> None:
    time = FakeTime()
    with Broken(time) as broken:
        config = client_config(KEY, f"http://{broken.address}", max_retries=0, env={})
        sender = Transport(config, clock=time.clock)
        with pytest.raises(PictographError, match="within 30 s"):
            sender.request("GET", "/")
        sender.close()
