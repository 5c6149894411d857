"""Where a project is told to save, and where a stack is."""

from __future__ import annotations

import pytest

from pictograph_provider.settings import settings
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
