"""Settings that are nearly right: refused with the right name, before anything is sent."""

from __future__ import annotations

import pytest

from pictograph_provider import Client, ConfigurationError
from pictograph_provider.client.config import client_config
from pictograph_provider.setting_names import (
    CONFIGURATION,
    ENVIRONMENT,
    misspelt_configuration,
    misspelt_environment,
)
from pictograph_provider.settings import settings

NEARLY = {
    "baseurl": "baseUrl",
    "base_url": "baseUrl",
    "apikey": "apiKey",
    "api-key": "apiKey",
    "classremoval": "classRemoval",
    "classRemovals": "classRemoval",
    "maxretries": "maxRetries",
    "retries": "maxRetries",
    "timeOut": "timeout",
    "saveBeforRemoval": "saveBeforeRemoval",
}
NEARLY_VARIABLES = {
    "BASEURL": "BASE_URL",
    "APIKEY": "API_KEY",
    "TIME_OUT": "TIMEOUT",
    "MAX_RETRY": "MAX_RETRIES",
}


@pytest.mark.parametrize(("wrong", "right"), NEARLY.items())
def test_a_key_that_is_nearly_a_settings_names_it(wrong: str, right: str) -> None:
    (said,) = misspelt_configuration([f"pictograph:{wrong}", "signs:baseurl"])

    assert f"unknown setting {wrong}: did you mean {right}?" in said
    assert f"pulumi config rm pictograph:{wrong}" in said


@pytest.mark.parametrize(("wrong", "right"), NEARLY_VARIABLES.items())
def test_a_variable_that_is_nearly_a_settings_names_it(wrong: str, right: str) -> None:
    (said,) = misspelt_environment([f"PICTOGRAPH_{wrong}", wrong])

    assert f"unknown setting PICTOGRAPH_{wrong}: did you mean PICTOGRAPH_{right}?" in said


def test_right_names_and_names_of_others_are_left_alone() -> None:
    keys = [f"pictograph:{key}" for key in (*CONFIGURATION, "environment", "owner")]
    keys += ["signs:baseurl", "baseurl", "pictographs:baseurl"]
    variables = [f"PICTOGRAPH_{name}" for name in (*ENVIRONMENT, "VIEWER_KEY", "DEV_KEY")]
    variables += ["PICTOGRAPH_PROD_KEY", "BASEURL"]

    assert misspelt_configuration(keys) == []
    assert misspelt_environment(variables) == []


def test_a_key_is_never_part_of_what_is_said() -> None:
    with pytest.raises(ConfigurationError) as refused:
        client_config(env={"PICTOGRAPH_APIKEY": "pk_live_secret"})

    assert "PICTOGRAPH_API_KEY" in str(refused.value)
    assert "pk_live_secret" not in str(refused.value)


def test_a_client_does_not_go_to_the_live_service_by_a_misspelt_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PICTOGRAPH_BASEURL", "http://127.0.0.1:1")

    with pytest.raises(ConfigurationError, match="did you mean PICTOGRAPH_BASE_URL"):
        Client(api_key="pk_live_x")


def test_every_setting_that_is_read_has_its_name_here() -> None:
    asked: set[str] = set()

    def config(key: str) -> str | None:
        asked.add(key)
        return "pk_live_x" if key == "pictograph:apiKey" else None

    settings(config, env={})

    assert asked == {f"pictograph:{key}" for key in CONFIGURATION}
