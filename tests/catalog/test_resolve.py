"""A catalog as it is in one environment."""

from __future__ import annotations

from typing import Any

import pytest

from pictograph_provider.catalog.resolve import ResolvedEnvironment, ResolvedProject, resolve
from pictograph_provider.catalog.schema import CatalogFile

CAR = {"name": "car", "type": "bbox", "color": "#1f77b4"}
BUS = {"name": "bus", "type": "bbox"}
STOP = {
    "name": "stop",
    "type": "keypoint",
    "attributes": [{"name": "bent", "type": "checkbox"}],
    "skeleton": {"nodes": [{"name": "a"}, {"name": "b", "x": 0.1}], "edges": [[0, 1]]},
}


def environment(name: str = "dev", here: Any = None, **project: Any) -> ResolvedEnvironment:
    """The environment of a catalog with one project, `signs`."""
    catalog = {
        "class_sets": {"cars": [CAR], "buses": [BUS]},
        "projects": {"signs": project},
        "environments": {name: here},
    }
    return resolve(CatalogFile.model_validate(catalog), name)


def signs(name: str = "dev", here: Any = None, **project: Any) -> ResolvedProject:
    (only,) = environment(name, here, **project).projects
    return only


def overridden(override: dict[str, Any], **project: Any) -> dict[str, Any]:
    return {**signs(here={"overrides": {"signs": override}}, **project).arguments}


def test_the_name_is_made_of_the_project_and_the_environment() -> None:
    assert signs().name == "signs-dev"
    assert signs(here={"name_pattern": "{environment}: {name}"}).name == "dev: signs"
    assert signs(here={"name_pattern": "{name}"}).name == "signs"


def test_pulumi_knows_it_by_a_name_that_the_pattern_does_not_change() -> None:
    assert signs(here={"name_pattern": "x {name}"}).key == signs().key == "signs"


def test_a_project_that_says_nothing_manages_nothing() -> None:
    assert signs().arguments == {"name": "signs-dev"}


def test_no_classes_at_all_is_something_else_than_nothing_said() -> None:
    assert signs(classes=[]).arguments["classes"] == []
    assert "classes" not in signs().arguments


def test_the_classes_of_sets_come_first_and_are_passed_on_as_they_are_written() -> None:
    assert signs(class_set=["buses", "cars"], classes=[STOP]).arguments["classes"] == [
        BUS,
        CAR,
        STOP,
    ]
    assert signs(class_set="cars").arguments["classes"] == [CAR]


def test_what_a_project_says_reaches_its_resource() -> None:
    said: dict[str, Any] = {
        "description": "Signs",
        "annotation_types": ["bbox", "polygon"],
        "class_moves": {"lorry": "car"},
        "allow_class_removal": {"van": 5},
        "foreign_classes": "keep",
        "adopt": True,
        "classes": [CAR],
    }
    assert signs(**said).arguments == {"name": "signs-dev", **said}


def test_an_override_replaces_what_the_project_says() -> None:
    said = overridden({"allow_class_removal": [], "adopt": False}, allow_class_removal=["car"])
    assert said["allow_class_removal"] == []
    assert said["adopt"] is False


def test_an_override_changes_one_class_and_adds_another_at_the_end() -> None:
    changes = [{"name": "car", "color": "red"}, {"name": "new", "type": "polygon"}]
    assert overridden({"classes": changes}, classes=[CAR, BUS])["classes"] == [
        {**CAR, "color": "red"},
        BUS,
        {"name": "new", "type": "polygon"},
    ]


def test_an_override_leaves_a_class_out() -> None:
    assert overridden({"without_classes": ["car"]}, classes=[CAR, BUS])["classes"] == [BUS]


def test_an_environment_has_the_projects_it_names_else_all() -> None:
    assert environment(here={"projects": []}).projects == ()
    assert len(environment().projects) == 1


@pytest.mark.parametrize("name", ["prod", "production"])
def test_production_is_protected_archived_saved_and_refuses(name: str) -> None:
    assert signs(name).protect is True
    assert signs(name).arguments["on_delete"] == "archive"
    assert signs(name).arguments["require_save"] is True
    assert environment(name).level == "refuse"


def test_other_environments_leave_all_of_it_to_the_resource_and_the_stack() -> None:
    assert signs().protect is None
    assert "on_delete" not in signs().arguments
    assert "require_save" not in signs().arguments
    assert environment().level is None


def test_production_may_say_otherwise() -> None:
    here = {"protect": False, "on_delete": "delete", "class_removal": "report"}
    unsaved = signs("prod", {"require_save": False})
    assert not unsaved.arguments["require_save"]
    assert signs("prod", here).protect is False
    assert signs("prod", here).arguments["on_delete"] == "delete"
    assert environment("prod", here).level == "report"


def test_one_project_may_say_otherwise_than_its_environment() -> None:
    override = {"protect": False, "on_delete": "delete"}
    project = signs("prod", {"overrides": {"signs": override}})
    assert project.protect is False
    assert project.arguments["on_delete"] == "delete"
    assert "protect" not in project.arguments


def test_the_folder_for_saved_annotations_reaches_each_project() -> None:
    here = {"save_before_removal": "saved"}
    assert signs(here=here).arguments["save_before_removal"] == "saved"
