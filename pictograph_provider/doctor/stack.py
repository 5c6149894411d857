"""The selected stack's configuration and the key, as a provider process would take them."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping

from pictograph_provider.client.config import ClientConfig, client_config
from pictograph_provider.client.errors import ConfigurationError
from pictograph_provider.doctor.engine import Engine, last_words, project_of
from pictograph_provider.doctor.findings import Finding
from pictograph_provider.setting_names import (
    NAMESPACE,
    misspelt_configuration,
    misspelt_environment,
)
from pictograph_provider.settings import settings
from pictograph_provider.texts import plural

KEY = f"{NAMESPACE}:apiKey"
VARIABLE = "PICTOGRAPH_API_KEY"
SET_KEY = f"Run: pulumi config set --secret {KEY} (it asks for the key), or set {VARIABLE}"

Config = Mapping[str, Mapping[str, object]]


def stack_findings(
    engine: Engine | None, env: Mapping[str, str]
) -> Generator[Finding, None, ClientConfig | None]:
    """The stack, its settings and its key; returns how to reach the service, if it is known."""
    config: Config = {}
    if engine is None:
        yield Finding("stack", None, "needs an engine")
    elif project_of(engine.folder) is None:
        yield Finding("stack", None, "needs a Pulumi.yaml")
    else:
        finding, config = _stack(engine)
        yield finding
    wrong = [*misspelt_configuration(config), *misspelt_environment(env)]
    if wrong:
        yield Finding("settings", False, *_parts(wrong))
    clean = {name: value for name, value in env.items() if not misspelt_environment([name])}
    key, about_key = _key(engine, config, clean)
    plain = {name: _value(engine, name, entry) for name, entry in config.items() if name != KEY}
    try:
        # A key that is missing has a line of its own.
        found = settings({**plain, KEY: key or "unknown"}.get, clean)
    except ConfigurationError as error:
        yield Finding("settings", False, *_parts([str(error)]))
        yield about_key
        return None
    if not wrong:
        removal = "only reported" if found.report_only else "refused"
        yield Finding("settings", True, f"a removal of classes without consent is {removal}")
    client = found.client
    yield Finding(
        "retries",
        True,
        f"{client.timeout:g} s for each try, and {plural(client.max_retries, 'further try')}",
    )
    yield about_key
    return client if key else None


def _stack(engine: Engine) -> tuple[Finding, Config]:
    done = engine.ask("config", "--json")
    if done.returncode:
        mend = "Run: pulumi stack select (or pulumi stack init dev)"
        return Finding("stack", False, last_words(done), mend), {}
    try:
        config = json.loads(done.stdout)
    except ValueError:
        config = {}
    name = engine.stack or engine.ask("stack", "--show-name").stdout.strip()
    return Finding("stack", True, f"{name} is selected" if not engine.stack else name), config


def _key(
    engine: Engine | None, config: Config, env: Mapping[str, str]
) -> tuple[str | None, Finding]:
    """The key, which goes no further than to the service, and what to say of it."""
    if entry := config.get(KEY):
        assert engine is not None  # noqa: S101 - it gave the configuration
        done = engine.ask("config", "get", KEY)
        key = done.stdout.strip()
        if done.returncode:
            found = f"the stack's {KEY} cannot be read: {last_words(done)}"
            mend = (
                "Set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase, or sign in where the "
                "stack's secrets are kept."
            )
            return None, Finding("key", False, found, mend)
        if not key:
            return None, Finding("key", False, f"the stack's {KEY} is empty", SET_KEY)
        if not entry.get("secret"):
            found = f"{KEY} is plain text in the stack's configuration"
            mend = f"Run: pulumi config set --secret {KEY} (it asks for the key)"
            return key, Finding("key", False, found, mend)
        found = "a secret in the stack's configuration"
    elif key := env.get(VARIABLE, "").strip():
        found = f"in the environment, {VARIABLE}"
    else:
        return None, Finding("key", False, "no key is set", SET_KEY)
    try:
        client_config(key, env={})
    except ConfigurationError as error:
        return None, Finding("key", False, *_parts([str(error), SET_KEY]))
    return key, Finding("key", True, found)


def _value(engine: Engine | None, name: str, entry: Mapping[str, object]) -> str:
    if not name.startswith(f"{NAMESPACE}:"):
        return ""
    if entry.get("secret") and engine is not None:  # an address may be one, too
        return engine.ask("config", "get", name).stdout.strip()
    return str(entry.get("value", ""))


def _parts(said: list[str]) -> tuple[str, str]:
    """What is wrong, and what mends it, of sentences that say both."""
    cause, mark, mend = " ".join(said).partition("? ")
    if mark:
        return cause + "?", mend
    cause, mark, mend = " ".join(said).partition(". ")
    return cause, mend or "Set it again: pulumi config set"
