"""Resource names: valid, one of a kind, readable, and the same in any order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictograph_provider.adoption.names import LONGEST, resource_names

project_names = st.lists(st.text(min_size=1, max_size=255), unique=True, max_size=20)


@pytest.mark.parametrize(
    ("project", "resource"),
    [
        ("road-signs", "road-signs"),
        ("v1.2_final", "v1.2_final"),
        ("50% off", "50-off"),
        (" spaces  all over ", "spaces-all-over"),
        ("Straßenschilder 日本", "Straßenschilder-日本"),
        ("caf\u0065\u0301", "café"),
        ('it\'s "quoted"', "it-s-quoted"),
        ("a::b", "a-b"),
        ("$HOME/`id`", "HOME-id"),
        ("tab\tand\nline", "tab-and-line"),
        ("..", "project"),
        ("%%%", "project"),
        ("x" * 255, "x" * LONGEST),
    ],
)
def test_a_name_stays_as_readable_as_pulumi_allows(project: str, resource: str) -> None:
    assert resource_names([project]) == {project: resource}


def test_a_project_whose_name_can_be_used_as_it_is_gets_it() -> None:
    names = resource_names(["a b", "a%b", "a-b"])
    assert names == {"a b": "a-b-2", "a%b": "a-b-3", "a-b": "a-b"}


def test_a_number_does_not_run_into_a_project_of_that_very_name() -> None:
    assert resource_names(["a b", "a-b", "a-b-2"])["a b"] == "a-b-3"


@given(project_names)
def test_no_two_projects_share_a_resource_name(names: list[str]) -> None:
    resources = resource_names(names)
    assert set(resources) == set(names)
    assert len(set(resources.values())) == len(names)


@given(project_names)
def test_a_resource_name_has_nothing_that_a_shell_or_a_urn_trips_over(names: list[str]) -> None:
    for resource in resource_names(names).values():
        assert resource
        assert all(char.isalnum() or char in "-_." for char in resource)


@given(project_names, st.randoms())
def test_the_order_of_the_projects_does_not_matter(names: list[str], random: object) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resource_names(shuffled) == resource_names(names)
