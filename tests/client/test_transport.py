"""What is sent, what is made of answers, and what never leaves this machine."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from pictograph_provider import Client
from pictograph_provider.client import ApiError, ConfigurationError, NetworkError, ServerError
from pictograph_provider.client.answers import parse, seconds
from pictograph_provider.client.config import ClientConfig, Secret, client_config
from pictograph_provider.client.transport import Transport
from pictograph_provider.emulator.server import Emulator
from tests.rewriting import Rewriter

PATH = "/api/v1/developer/datasets/"
KEY = "pk_live_0123456789"


def test_an_answer_that_drips_is_given_up_in_time(pictograph_emulator: Emulator) -> None:
    # The whole answer counts, not the pause between two of its pieces.
    config = client_config(
        pictograph_emulator.key, pictograph_emulator.url, timeout=0.3, max_retries=0, env={}
    )
    transport = Transport(config)
    pictograph_emulator.control.fault("drip", seconds=30)
    with pytest.raises(NetworkError, match=r"within 0\.3 s"):
        transport.request("GET", PATH)
    transport.close()


def test_no_thread_waits_for_the_connection_of_another(
    rewriter: Rewriter, pictograph_emulator: Emulator
) -> None:
    # That time would count as the service's, which has not been asked yet.
    threads = 40
    together = threading.Barrier(threads, timeout=20)

    def hold(_method: str, _path: str, body: Any) -> Any:
        together.wait()
        return body

    rewriter.rewrite = hold
    config = client_config(pictograph_emulator.key, rewriter.url, max_retries=0, env={})
    transport = Transport(config)
    with ThreadPoolExecutor(threads) as pool:
        answers = [pool.submit(transport.request, "GET", PATH) for _ in range(threads)]
        assert all(answer.result().tries == 1 for answer in answers)
    transport.close()


@pytest.mark.parametrize("kind", ["html", "truncate"])
def test_an_answer_that_is_none_is_an_error(
    transport: Transport, pictograph_emulator: Emulator, kind: str
) -> None:
    pictograph_emulator.control.fault(kind, times=None)
    with pytest.raises((ServerError, NetworkError)):
        transport.request("GET", PATH)


def test_a_redirect_is_not_followed_so_the_key_stays_here() -> None:
    with pytest.raises(ApiError, match="redirect"):
        parse(
            307,
            {"location": "https://elsewhere.example"},
            b"",
            asked="GET x",
            secret=Secret(KEY),
        )


def test_a_key_that_the_service_echoes_is_taken_out_of_the_error() -> None:
    body = f'{{"error": {{"code": "unauthorized", "message": "no key {KEY}"}}}}'.encode()
    with pytest.raises(ApiError) as caught:
        parse(401, {}, body, asked="GET x", secret=Secret(KEY))
    assert KEY not in str(caught.value)
    assert KEY not in repr(caught.value.response)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"error": {"code": "conflict", "message": "taken"}, "detail": "old"}', "taken"),
        ('{"detail": "old"}', "old"),
        ('{"detail": [{"loc": ["body", "name"], "msg": "too long"}]}', "name: too long"),
        ('{"error": "text"}', "text"),
        ("<html>", "gave no reason"),
    ],
)
def test_the_message_is_found_in_every_shape_of_error(body: str, message: str) -> None:
    with pytest.raises(ApiError, match=message):
        parse(418, {}, body.encode(), asked="GET x", secret=Secret(KEY))


def test_an_answer_nested_without_end_is_an_error() -> None:
    body = b"[" * 200_000 + b"]" * 200_000
    with pytest.raises(ServerError, match="not JSON"):
        parse(200, {}, body, asked="GET x", secret=Secret(KEY))


@pytest.mark.parametrize(
    ("header", "wait"), [("3", 3.0), ("-1", 0.0), ("soon", None), (None, None)]
)
def test_retry_after(header: str | None, wait: float | None) -> None:
    assert seconds(header) == wait
    assert seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "PICTOGRAPH_API_KEY"),
        ({"api_key": "pk live"}, "characters"),
        ({"api_key": KEY, "base_url": "ftp://x"}, "base URL"),
        ({"api_key": KEY, "base_url": "http://[::1"}, "base URL"),
        ({"api_key": KEY, "base_url": "http://127.0.0.1:99999"}, "base URL"),
        ({"api_key": KEY, "base_url": "https://api.example/#there"}, "base URL"),
        ({"api_key": KEY, "base_url": "https://api.exam ple"}, "base URL"),
        ({"api_key": KEY, "base_url": "http://api.example"}, "unencrypted"),
        ({"api_key": KEY, "base_url": "https://u:p@api.example"}, "password"),
        ({"api_key": KEY, "timeout": "soon"}, "timeout"),
        ({"api_key": KEY, "max_retries": -1}, "retries"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_before_any_request(
    settings: dict[str, str], says: str
) -> None:
    with pytest.raises(ConfigurationError, match=says) as caught:
        client_config(**settings, env={})
    assert KEY not in str(caught.value)


def test_a_misspelt_variable_is_refused_instead_of_being_left_out() -> None:
    with pytest.raises(ConfigurationError, match="PICTOGRAPH_BASE_URL"):
        client_config(KEY, env={"PICTOGRAPH_BASEURL": "https://api.example"})


def test_settings_come_from_the_environment_under_the_vendors_names() -> None:
    env = {
        "PICTOGRAPH_API_KEY": KEY,
        "PICTOGRAPH_BASE_URL": "https://api.example/",
        "PICTOGRAPH_TIMEOUT": "5",
        "PICTOGRAPH_MAX_RETRIES": "0",
    }
    config = client_config(env=env)
    assert config.api_key.get_secret_value() == KEY
    assert (config.base_url, config.timeout, config.max_retries) == ("https://api.example", 5.0, 0)


def test_a_client_that_has_asked_nothing_is_closed_too() -> None:
    Client(KEY, "https://api.example").close()


def test_no_repr_holds_the_key() -> None:
    with Client(KEY, "https://api.example") as client:
        parts = [client.projects, *vars(client).values()]
        inner = [getattr(part, "__dict__", {}).values() for part in parts]
        objects = [client, *parts, *(item for items in inner for item in items)]
        assert any(isinstance(item, ClientConfig) for item in objects)
        assert not [item for item in objects if KEY in repr(item)]
