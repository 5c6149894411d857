"""Where a project is told to save, and where a stack is."""

from __future__ import annotations

import pytest

from pictograph_provider.client import ConfigurationError
from pictograph_provider.saving.policy import SavePolicy
from pictograph_provider.settings import settings
from pictograph_provider.spelling import YAML
from pictograph_provider.state.validate import problems

SIGNS = {"name": "road-signs", "annotation_types": ["bbox"]}


def test_a_folder_without_a_name_is_refused() -> None:
    assert problems({**SIGNS, "save_before_removal": ""}) == [
        'save_before_removal is a folder such as "saved": leave it out to save nothing.'
    ]


def test_a_folder_with_a_name_is_fine() -> None:
    assert problems({**SIGNS, "save_before_removal": "saved"}) == []


@pytest.mark.parametrize(("given", "folder"), [("saved", "saved"), ("", None), (None, None)])
def test_a_stack_may_name_a_folder_for_all_its_projects(
    given: str | None, folder: str | None
) -> None:
    config = {"pictograph:apiKey": "pk_live_0", "pictograph:saveBeforeRemoval": given}
    assert settings(config.get, {}).save_before_removal == folder


@pytest.mark.parametrize(
    ("given", "required"), [("true", True), ("True", True), ("false", False), (None, False)]
)
def test_a_stack_may_require_that_what_goes_is_saved(given: str | None, required: bool) -> None:
    config = {"pictograph:apiKey": "pk_live_0", "pictograph:requireSave": given}
    assert settings(config.get, {}).require_save is required


def test_a_requirement_that_is_neither_true_nor_false_is_refused() -> None:
    config = {"pictograph:apiKey": "pk_live_0", "pictograph:requireSave": "yes"}
    with pytest.raises(ConfigurationError, match='requireSave is "yes": it is "true" or "false"'):
        settings(config.get, {})


@pytest.mark.parametrize(
    ("place", "required", "refused"),
    [(None, True, True), (None, False, False), ("saved", True, False)],
)
def test_only_a_required_save_without_a_place_is_refused(
    place: str | None, required: bool, refused: bool
) -> None:
    policy = SavePolicy(place, by_stack=required)
    reason = policy.refusal()
    assert (reason is not None) is refused
    assert reason is None or 'save_before_removal="s3://bucket/folder"' in reason
    reason = policy.refusal(YAML)
    assert reason is None or 'saveBeforeRemoval: "s3://bucket/folder"' in reason


def test_a_project_may_require_it_too_and_says_so_itself() -> None:
    reason = SavePolicy(by_project=True).refusal()
    assert reason is not None
    assert reason.startswith("this project permits no removal")
    assert "(require_save=True)" in reason
    assert "(requireSave: true)" in str(SavePolicy(by_project=True).refusal(YAML))


def test_a_requirement_that_is_misspelt_is_not_ignored() -> None:
    config = {"pictograph:apiKey": "pk_live_0", "pictograph:requiresave": "true"}
    with pytest.raises(ConfigurationError, match="did you mean requireSave"):
        settings(config.get, {}, config)
