"""No object that a program or a debugger shows has the key in it."""

from __future__ import annotations

import dataclasses
import pprint
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import pictograph_provider
from pictograph_provider import Client
from pictograph_provider.client.config import client_config
from pictograph_provider.emulator import Emulator
from pictograph_provider.host.errors import plain_error
from pictograph_provider.lifecycle.session import Session
from pictograph_provider.settings import Settings, settings

IN_THE_ENGINE = {"Project", "Provider"}
"""Shown by a program in the tests of explicit providers: they need an engine."""

KEYLESS = {"Catalog", "ProjectClass", "PictographError", "__version__"}
"""No key ever gets there. The error among them is only the root of the others."""

PACKAGE = Path(pictograph_provider.__file__).parent


def status(number: int) -> Callable[[Client, Emulator], object]:
    def call(client: Client, emulator: Emulator) -> object:
        emulator.control.fault("status", status=number)
        return client.projects.create("new", classes=[{"name": "a"}])

    return call


def unreachable(client: Client, emulator: Emulator) -> object:
    emulator.control.fault("reset")
    return client.projects.list()


FAILURES: dict[str, Callable[[Client, Emulator], object]] = {
    "ApiError": status(418),
    "AuthError": status(401),
    "PaymentRequiredError": status(402),
    "ForbiddenError": status(403),
    "NotFoundError": status(404),
    "ConflictError": status(409),
    "ValidationError": status(422),
    "RateLimitError": status(429),
    "ServerError": status(500),
    "NetworkError": unreachable,
}
"""How to make each error happen."""


@pytest.fixture(autouse=True)
def tracebacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Later tests get their tracebacks whole: `plain_error` cuts them for the process."""
    monkeypatch.setattr("sys.tracebacklimit", 1000, raising=False)


@pytest.fixture
def configured(pictograph_emulator: Emulator) -> Iterator[Client]:
    with Client(pictograph_emulator.key, pictograph_emulator.url, max_retries=0) as client:
        yield client


def shown(thing: Any) -> str:
    """All that can be seen of an object, and of those of ours that it is made of."""
    seen: dict[int, Any] = {}
    waiting = [thing]
    texts = []
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen[id(item)] = item
        texts += [repr(item), str(item), pprint.pformat(item)]
        inner = getattr(item, "__dict__", {})
        texts.append(pprint.pformat(dict(inner)))
        waiting += [part for part in inner.values() if type(part).__module__.startswith("pictogr")]
    return "\n".join(texts)


def frames(error: BaseException) -> str:
    """A traceback of the kind that shows variables: those of our own code."""
    found = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = [frame for frame in found.stack if PACKAGE in Path(frame.filename).parents]
    assert ours
    return "\n".join(f"{frame.name} {frame.locals}" for frame in ours)


@pytest.mark.parametrize("name", FAILURES)
def test_an_error_shows_no_key(
    configured: Client, pictograph_emulator: Emulator, name: str
) -> None:
    kind = getattr(pictograph_provider, name)
    with pytest.raises(kind) as caught:
        FAILURES[name](configured, pictograph_emulator)
    assert type(caught.value) is kind
    text = shown(caught.value) + frames(caught.value) + shown(plain_error(caught.value))
    assert pictograph_emulator.key not in text


def test_a_client_and_all_its_parts_show_no_key(
    configured: Client, pictograph_emulator: Emulator
) -> None:
    assert configured.projects.list() == []  # its parts are made when they are needed
    text = shown(configured)
    assert "Transport" in text  # its parts were looked at
    assert "Secret('**********')" in text
    assert pictograph_emulator.key not in text


def test_settings_and_a_session_show_no_key(pictograph_emulator: Emulator) -> None:
    key = pictograph_emulator.key
    read = settings({"pictograph:apiKey": key}.get, env={})
    assert isinstance(read, Settings)
    session = Session.open(read)
    text = shown(read) + shown(session) + str(dataclasses.asdict(read))
    session.client.close()
    assert "Secret('**********')" in text
    assert key not in text


def test_a_refused_setting_shows_no_key() -> None:
    for wrong in ({"api_key": "pk_live_cut in two"}, {"api_key": "pk_live_cut", "timeout": "x"}):
        with pytest.raises(pictograph_provider.ConfigurationError) as caught:
            client_config(**wrong, env={})
        assert "pk_live_cut" not in shown(caught.value)


def test_nothing_public_is_left_out() -> None:
    here = {*FAILURES, "ConfigurationError", "Client"}
    assert here | IN_THE_ENGINE | KEYLESS == set(pictograph_provider.__all__)
