"""Who decides how removals of classes are guarded, where two places may say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pulumi
import pytest

from pictograph_provider import Provider
from pictograph_provider.catalog.levels import PACKAGE, explicit_provider, needs_reporting
from pictograph_provider.catalog.problems import CatalogError
from pictograph_provider.catalog.resolve import ResolvedEnvironment
from pictograph_provider.choices import ClassRemoval


@pytest.fixture(autouse=True)
def _no_configuration() -> Iterator[None]:
    pulumi.runtime.set_all_config({})
    yield
    pulumi.runtime.set_all_config({})


def stack_says(level: str | None) -> None:
    pulumi.runtime.set_all_config({"pictograph:classRemoval": level} if level else {})


def wanting(level: ClassRemoval | None, *, given: bool = True) -> ResolvedEnvironment:
    return ResolvedEnvironment("prod", (), level, given)


def provider(class_removal: Any) -> Provider:
    """A provider that no engine knows."""
    made = Provider.__new__(Provider)
    made.package = PACKAGE
    made.class_removal = class_removal
    return made


def given(class_removal: pulumi.Input[str] | None) -> pulumi.ResourceOptions:
    return pulumi.ResourceOptions(provider=provider(class_removal))


@pytest.mark.parametrize("stack", [None, "refuse", "report"])
def test_where_the_environment_says_nothing_the_stack_decides(stack: str | None) -> None:
    stack_says(stack)
    assert needs_reporting(wanting(None), None, "c.yaml") is False


@pytest.mark.parametrize(("level", "stack"), [("refuse", "refuse"), ("report", "report")])
def test_where_both_say_the_same_nothing_is_needed(level: ClassRemoval, stack: str) -> None:
    stack_says(stack)
    assert needs_reporting(wanting(level), None, "c.yaml") is False


def test_refuse_is_what_a_stack_does_anyway() -> None:
    assert needs_reporting(wanting("refuse"), None, "c.yaml") is False


def test_report_takes_a_provider_of_its_own_where_the_stack_says_nothing() -> None:
    assert needs_reporting(wanting("report"), None, "c.yaml") is True


def test_report_never_wins_over_a_stack_that_refuses() -> None:
    stack_says("refuse")
    with pytest.raises(CatalogError) as caught:
        needs_reporting(wanting("report"), None, "c.yaml")
    assert str(caught.value) == (
        "c.yaml: environments.prod: class_removal is report here, but the stack's "
        "pictograph:classRemoval is refuse. Nothing was changed. Let both say the same: "
        "pulumi config rm pictograph:classRemoval, or write class_removal: refuse here."
    )


def test_a_stack_that_reports_never_wins_over_production() -> None:
    stack_says("report")
    with pytest.raises(CatalogError, match=re.escape("is refuse here (the default of prod), but")):
        needs_reporting(wanting("refuse", given=False), None, "c.yaml")


def test_a_level_that_is_none_is_left_to_the_provider_to_complain_of() -> None:
    stack_says("reprot")
    assert needs_reporting(wanting("report"), None, "c.yaml") is False


@pytest.mark.parametrize(
    ("level", "class_removal"), [("refuse", None), ("refuse", "refuse"), ("report", "report")]
)
def test_an_explicit_provider_counts_instead_of_the_stack(
    level: ClassRemoval, class_removal: str | None
) -> None:
    stack_says("report" if level == "refuse" else "refuse")
    assert needs_reporting(wanting(level), given(class_removal), "c.yaml") is False


@pytest.mark.parametrize(
    ("level", "class_removal", "mend"),
    [
        ("report", None, 'write Provider(..., class_removal="report")'),
        ("report", "refuse", "take it out of Provider(...)"),
        ("refuse", "report", "take it out of Provider(...)"),
    ],
)
def test_an_explicit_provider_that_says_otherwise_is_an_error(
    level: ClassRemoval, class_removal: str | None, mend: str
) -> None:
    with pytest.raises(CatalogError, match=re.escape(mend)):
        needs_reporting(wanting(level), given(class_removal), "c.yaml")


def test_a_provider_whose_level_cannot_be_seen_is_not_trusted() -> None:
    foreign = pulumi.ProviderResource.__new__(pulumi.ProviderResource)
    foreign.package = PACKAGE
    with pytest.raises(CatalogError, match="cannot be seen"):
        needs_reporting(wanting("refuse"), pulumi.ResourceOptions(provider=foreign), "c.yaml")


def test_the_explicit_provider_is_found_wherever_pulumi_would_find_it() -> None:
    mine = provider(None)
    other = pulumi.ProviderResource.__new__(pulumi.ProviderResource)
    other.package = "aws"
    options = pulumi.ResourceOptions
    assert explicit_provider(options(provider=mine)) is mine
    assert explicit_provider(options(providers=[other, mine])) is mine
    assert explicit_provider(options(providers={"aws": other, PACKAGE: mine})) is mine
    assert explicit_provider(options(provider=other)) is None
    parent = pulumi.ComponentResource.__new__(pulumi.ComponentResource)
    parent._providers = {PACKAGE: mine}
    assert explicit_provider(options(parent=parent)) is mine
