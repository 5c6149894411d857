"""Where the provider's settings come from: an explicit provider, the stack, the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pictograph_provider.choices import CLASS_REMOVAL
from pictograph_provider.client.config import ClientConfig, client_config
from pictograph_provider.client.errors import ConfigurationError
from pictograph_provider.setting_names import NAMESPACE, REVIEW, misspelt_configuration
from pictograph_provider.spelling import PYTHON, Spelling

__all__ = ["NAMESPACE", "REVIEW", "Settings", "settings"]


@dataclass(frozen=True)
class Settings:
    """What a stack says about all its projects.

    Attributes:
        report_only: print what would be lost and refuse nothing.
        save_before_removal: a folder or a URL where annotations are saved before they are removed,
            for projects that name none.
        require_save: permit no removal of annotations that are not saved first.
        review: leave the assessment of class lists to who reads the preview.
    """

    client: ClientConfig
    report_only: bool = False
    save_before_removal: str | None = None
    require_save: bool = False
    review: bool = False


def settings(
    config: Callable[[str], str | None],
    env: Mapping[str, str] = os.environ,
    keys: Iterable[str] = (),
    spelling: Spelling = PYTHON,
) -> Settings:
    """Settings from configuration keys, else from `PICTOGRAPH_*` in the environment.

    Args:
        config: gives the value of a key such as `pictograph:apiKey`. An explicit provider
            and a stack arrive by the same keys.
        keys: all keys there are; one that is nearly a setting's is refused.
        spelling: of the program.

    Raises:
        ConfigurationError: says what to set, and how.
    """
    if wrong := misspelt_configuration(keys):
        raise ConfigurationError(" ".join(wrong))

    def value(key: str) -> str | None:
        found = config(f"{NAMESPACE}:{key}")
        return None if found is None else str(found)

    policy = value("classRemoval") or "refuse"
    if policy not in CLASS_REMOVAL:
        raise ConfigurationError(
            f'pictograph:classRemoval is "{policy}": it is "refuse" or "report". '
            "Write: pulumi config set pictograph:classRemoval refuse"
        )
    require = (value("requireSave") or "false").lower()
    if require not in ("true", "false"):
        raise ConfigurationError(
            f'pictograph:requireSave is "{require}": it is "true" or "false". '
            "Write: pulumi config set pictograph:requireSave true"
        )
    if not value("apiKey") and not env.get("PICTOGRAPH_API_KEY"):
        raise ConfigurationError(
            "there is no API key. Write: pulumi config set --secret pictograph:apiKey "
            f"(it asks for the key), or give the program's {spelling.provider} its "
            f"{spelling.setting('api_key')}, or set PICTOGRAPH_API_KEY."
        )
    client = client_config(
        value("apiKey"), value("baseUrl"), value("timeout"), value("maxRetries"), env=env
    )
    return Settings(
        client,
        report_only=policy == "report",
        save_before_removal=value("saveBeforeRemoval") or None,
        require_save=require == "true",
        review=bool(env.get(REVIEW)),
    )
