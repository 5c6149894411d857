"""Errors as the engine gets them: one sentence, never a traceback, never a hang."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from pictograph_provider import provider
from pictograph_provider.client import (
    AuthError,
    ConfigurationError,
    NetworkError,
    NotFoundError,
)
from pictograph_provider.host.errors import EngineError, plain_error
from pictograph_provider.lifecycle.errors import DEBUG
from pictograph_provider.lifecycle.session import OtherOrganizationError, RefusedError
from pictograph_provider.provider import ProjectProvider

OTHER_ORGANIZATION = OtherOrganizationError("It belongs to another organization.")


@pytest.fixture(autouse=True)
def tracebacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Later tests get their tracebacks whole: `plain_error` cuts them for the process."""
    monkeypatch.setattr("sys.tracebacklimit", 1000, raising=False)


def test_what_was_refused_is_said_as_it_is() -> None:
    assert str(plain_error(RefusedError("holds 3 images."))) == "holds 3 images."


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (AuthError("401"), "pulumi config set --secret pictograph:apiKey"),
        (AuthError("401"), "the api_key of the program's Provider, or PICTOGRAPH_API_KEY"),
        (NetworkError("lost"), "Check that this machine reaches the service"),
        (NotFoundError("gone", code="not_found"), "run pulumi refresh"),
        (NotFoundError("gone"), "Nothing of the service is at this address"),
    ],
)
def test_an_error_of_the_client_comes_with_the_way_out(error: Exception, advice: str) -> None:
    assert advice in str(plain_error(error))


def test_the_cause_is_first_and_the_request_last() -> None:
    error = AuthError("The key is not valid.", request="GET https://x/me answered 401")
    text = str(plain_error(error))
    assert text.startswith("The key is not valid. Set the right key: ")
    assert text.endswith("PICTOGRAPH_API_KEY. (GET https://x/me answered 401)")


@pytest.mark.parametrize("error", [AuthError("No."), ConfigurationError("No."), OTHER_ORGANIZATION])
def test_the_last_up_is_spoken_of_only_where_its_configuration_may_be_used(
    error: Exception,
) -> None:
    assert "of the last up" not in str(plain_error(error))
    assert "of the last up" in str(plain_error(error, recorded=True))


@pytest.mark.parametrize("method", ["create", "read", "update", "delete", "diff"])
def test_only_a_refresh_and_a_delete_may_use_it(
    monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def fail(*_: object) -> None:
        raise AuthError("No.")

    monkeypatch.setattr(f"pictograph_provider.lifecycle.{method}.{method}", fail)
    monkeypatch.setattr(provider, "_process", Mock())
    arguments: tuple[object, ...] = {"create": ({},), "read": ("id", {}), "delete": ("id", {})}.get(
        method, ("id", {}, {})
    )
    with pytest.raises(EngineError) as caught:
        getattr(ProjectProvider(), method)(*arguments)
    assert ("of the last up" in str(caught.value)) is (method in ("read", "delete"))


def test_a_fault_of_our_own_says_how_to_see_more() -> None:
    assert f"Set {DEBUG}=1" in str(plain_error(KeyError("x")))


@pytest.mark.parametrize("error", [SystemExit(1), KeyboardInterrupt(), RuntimeError("x")])
@pytest.mark.parametrize("method", ["create", "read", "update", "delete", "check", "diff"])
def test_nothing_but_an_exception_leaves_a_provider_method(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, method: str
) -> None:
    # The engine would wait for ever for an answer that a SystemExit keeps from being sent.
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"pictograph_provider.lifecycle.{method}.{method}", fail)
    monkeypatch.setattr(provider, "_process", Mock())
    arguments: tuple[object, ...] = {
        "create": ({},),
        "read": ("id", {}),
        "delete": ("id", {}),
        "check": ({}, {}),
    }.get(method, ("id", {}, {}))
    try:
        answer = getattr(ProjectProvider(), method)(*arguments)
    except EngineError:
        return
    assert method == "check"  # a check fails with a reason instead
    assert len(answer.failures) == 1
