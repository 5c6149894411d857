"""Which key a review counts with, and to which address it is sent."""

from __future__ import annotations

import subprocess

import pytest

from pictograph_provider.client.config import BASE_URL
from pictograph_provider.client.errors import ConfigurationError
from pictograph_provider.review import engine
from pictograph_provider.review.engine import connection, stack_of
from pictograph_provider.review.preview import Preview, PreviewError

KEY = "pk_live_environment"


def preview(**config: str) -> Preview:
    named = {f"pictograph:{key}": value for key, value in config.items()}
    return Preview("signs", "dev", named, (), {}, ())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that the engine was given; it knows the stack's key and its address."""
    commands: list[tuple[str, ...]] = []

    def pulumi(*args: str) -> subprocess.CompletedProcess[str]:
        commands.append(args)
        known = {"pictograph:apiKey": "pk_live_stack", "pictograph:baseUrl": "https://stack"}
        return subprocess.CompletedProcess(args, 0, f"{known[args[2]]}\n", "")

    monkeypatch.setattr(engine, "_pulumi", pulumi)
    return commands


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No engine, so no stack either."""

    def pulumi(*_: str) -> None:
        raise PreviewError("there is no pulumi")

    monkeypatch.setattr(engine, "_pulumi", pulumi)


def test_a_key_in_the_environment_brings_its_address_along(asked: list[tuple[str, ...]]) -> None:
    env = {"PICTOGRAPH_API_KEY": KEY, "PICTOGRAPH_BASE_URL": "https://mine"}
    config = connection(preview(baseUrl="https://stack"), [], env)
    assert config.api_key.get_secret_value() == KEY
    assert config.base_url == "https://mine"
    assert asked == []


@pytest.mark.usefixtures("asked")
def test_a_key_in_the_environment_without_one_goes_to_the_stacks_address() -> None:
    config = connection(preview(baseUrl="https://stack/"), [], {"PICTOGRAPH_API_KEY": KEY})
    assert config.api_key.get_secret_value() == KEY
    assert config.base_url == "https://stack"


@pytest.mark.usefixtures("nothing")
def test_a_key_in_the_environment_and_no_stack_goes_to_the_live_service() -> None:
    assert connection(preview(), [], {"PICTOGRAPH_API_KEY": KEY}).base_url == BASE_URL


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("env", [{}, {"PICTOGRAPH_API_KEY": KEY}])
def test_the_address_of_a_preview_is_never_believed(env: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match=r"set PICTOGRAPH_BASE_URL to it"):
        connection(preview(baseUrl="https://evil"), [], env)


@pytest.mark.usefixtures("asked")
def test_the_stacks_key_is_never_sent_to_the_environments_address() -> None:
    env = {"PICTOGRAPH_BASE_URL": "https://mine"}
    config = connection(preview(baseUrl="https://stack"), [], env)
    assert config.api_key.get_secret_value() == "pk_live_stack"
    assert config.base_url == "https://stack"


def test_the_stacks_key_is_that_of_the_stack_that_was_named(asked: list[tuple[str, ...]]) -> None:
    connection(preview(), ["--stack", "prod"], {})
    assert ("config", "get", "pictograph:apiKey", "--stack", "prod") in asked


@pytest.mark.usefixtures("nothing")
def test_no_key_is_an_error_that_says_what_to_set() -> None:
    with pytest.raises(ConfigurationError, match="set PICTOGRAPH_API_KEY"):
        connection(preview(), [], {})


@pytest.mark.parametrize(
    ("args", "selection"),
    [
        (["--stack", "prod", "--diff"], ["--stack", "prod"]),
        (["--diff", "--stack=prod"], ["--stack=prod"]),
        (["-s", "prod", "-C", "infra"], ["-s", "prod", "-C", "infra"]),
        (["--refresh"], []),
        (None, ["--stack=dev"]),
    ],
)
def test_the_stack_is_chosen_as_for_the_preview(
    args: list[str] | None, selection: list[str]
) -> None:
    assert stack_of(preview(), args) == selection
