"""The names that settings have, and what to say of one that is nearly such a name.

A misspelt `pictograph:baseurl` that is ignored sends a test to the live service. A name that is
near no setting is left alone: a program may keep settings of its own under the same prefix.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

NAMESPACE = "pictograph"
"""Stack configuration: `pulumi config set pictograph:apiKey --secret`."""

CONFIGURATION = (
    "apiKey",
    "baseUrl",
    "classRemoval",
    "maxRetries",
    "requireSave",
    "saveBeforeRemoval",
    "timeout",
)
"""Keys of a stack's configuration, behind the namespace."""

SECRETS = ("apiKey",)

PREFIX = "PICTOGRAPH_"
REVIEW = f"{PREFIX}REVIEW"
"""Set in the environment of a preview that is made to be reviewed."""

ENVIRONMENT = (
    "API_KEY",
    "BASE_URL",
    "DEBUG",
    "MAX_RETRIES",
    "OUTPUT",  # this one and PROFILE are the vendor's command's
    "PROFILE",
    "PROVIDER_CACHE",
    "REVIEW",
    "TIMEOUT",
)
"""Variables of the environment, behind the prefix."""

NEAR = 0.75
"""`RETRIES` is near enough to `MAX_RETRIES`; `DEV_KEY` is another name than `API_KEY`."""


def misspelt_configuration(keys: Iterable[str]) -> list[str]:
    """What to say of keys such as `pictograph:baseurl`, a sentence for each; sorted."""
    said = []
    for name, meant in _near(keys, f"{NAMESPACE}:", CONFIGURATION):
        secret = meant in SECRETS
        command = f"set --secret {NAMESPACE}:{meant}" if secret else f"set {NAMESPACE}:{meant} ..."
        said.append(
            f"unknown setting {name}: did you mean {meant}? "
            f"Run: pulumi config rm {NAMESPACE}:{name}; pulumi config {command}"
        )
    return said


def misspelt_environment(names: Iterable[str]) -> list[str]:
    """What to say of variables such as `PICTOGRAPH_BASEURL`, a sentence for each; sorted."""
    return [
        f"unknown setting {PREFIX}{name}: did you mean {PREFIX}{meant}? "
        f"Rename the variable, or unset {PREFIX}{name}."
        for name, meant in _near(names, PREFIX, ENVIRONMENT)
    ]


def _near(names: Iterable[str], prefix: str, known: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    plain = {_plain(setting): setting for setting in known}
    for name in sorted(names):
        rest = name.removeprefix(prefix)
        if rest == name or rest in known:
            continue
        for near in get_close_matches(_plain(rest), plain, n=1, cutoff=NEAR):
            yield rest, plain[near]


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
