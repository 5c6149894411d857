"""What a client needs to know: where the service is, and who asks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pictograph_provider.client.errors import ConfigurationError
from pictograph_provider.setting_names import misspelt_environment

BASE_URL = "https://api.pictograph.io"
TIMEOUT = 30.0
MAX_RETRIES = 3
"""Defaults, the same as the vendor's SDK (service contract, section 1)."""


class Secret:
    """A text that is shown only where it is asked for.

    As Pydantic's, whose import each provider process would wait for.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def get_secret_value(self) -> str:
        """The text."""
        return self._value

    def __repr__(self) -> str:
        return "Secret('**********')"


@dataclass(frozen=True)
class ClientConfig:
    """Settings of a client. The key is never shown in a repr.

    Attributes:
        base_url: without a slash at its end.
        timeout: seconds that one try may take, from the first byte sent to the last received.
        max_retries: further tries after the first one.
    """

    api_key: Secret
    base_url: str = BASE_URL
    timeout: float = TIMEOUT
    max_retries: int = MAX_RETRIES


def client_config(
    api_key: str | None = None,
    base_url: str | None = None,
    timeout: float | str | None = None,
    max_retries: int | str | None = None,
    *,
    env: Mapping[str, str] = os.environ,
) -> ClientConfig:
    """Settings from arguments, else from `PICTOGRAPH_*` in the environment, else defaults.

    Raises:
        ConfigurationError: one of them makes no sense or is misspelt, or there is no key.
    """
    if wrong := misspelt_environment(env):
        raise ConfigurationError(" ".join(wrong))
    key = (api_key or env.get("PICTOGRAPH_API_KEY") or "").strip()
    if not key:
        raise ConfigurationError("there is no API key: set PICTOGRAPH_API_KEY.")
    # Some would break the header in two; others come from a copied web page.
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ConfigurationError(
            "the API key holds characters that no key has: copy it again, whole and without spaces."
        )
    return ClientConfig(
        Secret(key),
        _url(base_url or env.get("PICTOGRAPH_BASE_URL") or BASE_URL),
        _number("timeout", timeout, env.get("PICTOGRAPH_TIMEOUT"), TIMEOUT, least=0.001),
        int(_number("max retries", max_retries, env.get("PICTOGRAPH_MAX_RETRIES"), MAX_RETRIES)),
    )


def _url(url: str) -> str:
    url = url.strip().rstrip("/")
    wrong = ConfigurationError(f'the base URL "{url}" is not valid: write it like {BASE_URL}.')
    try:
        parts = urlsplit(url)
        _ = parts.port  # read here, since an invalid one is only found on reading
    except ValueError:
        raise wrong from None
    # They would be shown wherever the address is.
    if parts.username or parts.password:
        raise ConfigurationError("the base URL holds a user or a password: leave them out.")
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise wrong
    if not url.isprintable() or " " in url:
        raise wrong
    # This machine alone may be spoken to in plain text, as with the emulator.
    if parts.scheme == "http" and not (host in ("localhost", "::1") or host.startswith("127.")):
        raise ConfigurationError(
            f'the base URL "{url}" would send the key unencrypted: write https://.'
        )
    return url


def _number(
    what: str, given: float | str | None, fallback: str | None, default: float, least: float = 0
) -> float:
    value = given if given not in (None, "") else fallback or default
    try:
        number = float(value if value is not None else default)
    except ValueError:
        number = -1.0
    if not least <= number < 1e6:
        variable, key = what.replace(" ", "_"), "maxRetries" if what == "max retries" else what
        raise ConfigurationError(
            f'{what} is "{value}": it has to be a number from {least:g} to 999,999, such as '
            f"{default:g}. It is set by pictograph:{key}, PICTOGRAPH_{variable.upper()}, or an "
            "argument of the provider."
        )
    return number
