"""How removals of classes are guarded in an environment, and who has already said so.

`class_removal` is a setting of providers: the stack's own, or an explicit one. An environment
may want another level than that provider has. Neither may undo the other silently: where they
contradict each other, nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pulumi

from pictograph_provider.catalog.problems import CatalogError
from pictograph_provider.catalog.resolve import ResolvedEnvironment
from pictograph_provider.choices import CLASS_REMOVAL
from pictograph_provider.project import Provider
from pictograph_provider.settings import NAMESPACE

PACKAGE = "pulumi-python"
"""What the engine calls the provider of every Python dynamic resource."""


@dataclass(frozen=True)
class _Said:
    """What the provider's side says: `level` is None where it says nothing."""

    level: object
    place: str
    mend: str


def needs_reporting(
    environment: ResolvedEnvironment, opts: pulumi.ResourceOptions | None, file: str
) -> bool:
    """Whether the environment wants `report`, and the stack says nothing about it.

    Args:
        opts: of the component, which may bring an explicit provider.

    Raises:
        CatalogError: the environment and the provider contradict each other.
    """
    wanted, provider = environment.level, explicit_provider(opts)
    said = _by_stack() if provider is None else _by_provider(provider)
    # A provider that is told nothing refuses.
    if wanted is None or wanted == (said.level or "refuse"):
        return False
    if provider is None and said.level not in CLASS_REMOVAL:
        return said.level is None  # the provider itself refuses an unknown level
    why = "" if environment.level_is_given else f" (the default of {environment.name})"
    raise CatalogError(
        f"{file}: environments.{environment.name}: class_removal is {wanted} here{why}, but "
        f"{said.place}. Nothing was changed. Let both say the same: {said.mend}."
    )


def _by_stack() -> _Said:
    key = f"{NAMESPACE}:classRemoval"
    level = pulumi.Config(NAMESPACE).get("classRemoval")
    mend = f"pulumi config rm {key}, or write class_removal: {level} here"
    return _Said(level, f"the stack's {key} is {level}", mend)


def _by_provider(provider: pulumi.ProviderResource) -> _Said:
    level = provider.class_removal if isinstance(provider, Provider) else provider
    if level is None:
        mend = 'write Provider(..., class_removal="report"), or take it out here'
        return _Said(None, "its provider refuses", mend)
    if isinstance(level, str):
        mend = f"take it out of Provider(...), or write class_removal: {level} here"
        return _Said(level, f"its provider's is {level}", mend)
    mend = "give a pictograph_provider.Provider its class_removal as a plain text"
    return _Said(level, "its provider's cannot be seen", mend)


def explicit_provider(opts: pulumi.ResourceOptions | None) -> pulumi.ProviderResource | None:
    """The explicit provider that a component's children will use, if there is one.

    The order is the engine's: `provider`, then `providers`, then what the parent has.
    """
    if opts is None:
        return None
    several = opts.providers or ()
    listed: Iterable[pulumi.ProviderResource] = (
        several.values() if isinstance(several, Mapping) else several
    )
    for provider in (opts.provider, *listed):
        if provider is not None and provider.package == PACKAGE:
            return provider
    if opts.parent is None:
        return None
    return opts.parent.get_provider(f"{PACKAGE}:index:Any")


def reporting_provider(name: str, parent: pulumi.Resource) -> Provider:
    """A provider like the stack's own, except that it reports and never refuses."""
    config = pulumi.Config(NAMESPACE)
    return Provider(
        f"{name}-reporting",
        api_key=config.get_secret("apiKey"),
        base_url=config.get("baseUrl"),
        timeout=config.get_float("timeout"),
        max_retries=config.get_int("maxRetries"),
        class_removal="report",
        save_before_removal=config.get("saveBeforeRemoval"),
        require_save=config.get_bool("requireSave"),
        # Whoever protects the projects does not mean a provider that a word in a file brings.
        opts=pulumi.ResourceOptions(parent=parent, protect=False),
    )
